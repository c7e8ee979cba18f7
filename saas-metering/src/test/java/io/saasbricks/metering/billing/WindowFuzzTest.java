package io.saasbricks.metering.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fuzz target: an identifier that a billing system names is one that an exporter makes of what it
 * tells, or is refused by a typed exception.
 */
public final class WindowFuzzTest {
  private static final Corpus CORPUS =
      Corpus.of("tenant01.messages.496300.1", "a1b2c3d4.x.0.0", "tenant01.m.999999999.9999999999");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    String identifier = CORPUS.text(data);
    try {
      Window.Delivered delivered = Window.parse(identifier);
      assertThat(delivered.window().identifier(delivered.revision())).isEqualTo(identifier);
      assertThat(Window.wellFormed(identifier)).isTrue();
    } catch (IllegalArgumentException refused) {
      assertThat(Window.wellFormed(identifier)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tenant01.messages.0496300.1", "tenant01.messages.496300.01"})
  void noExporterWritesLeadingZeros(String identifier) {
    assertThat(Window.wellFormed(identifier)).isFalse();
  }

  @Test
  void anIdentifierIsOneThatAnExporterMakes() {
    CORPUS.replay(WindowFuzzTest::fuzzerTestOneInput);
  }
}
