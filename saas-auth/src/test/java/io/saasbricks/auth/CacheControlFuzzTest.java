package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.local.simulation.Corpus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: whatever a server says of an answer's lifetime, it is kept within our bounds; and
 * the longer it was on its way the shorter.
 */
public final class CacheControlFuzzTest {
  private static final Duration LEAST = Duration.ofMinutes(5);
  private static final Duration MOST = Duration.ofHours(24);
  private static final Corpus CORPUS =
      Corpus.of(
          "public, max-age=22680, must-revalidate\n12",
          "max-age=\"99999999999\"\n-1",
          "no-store,s-maxage=1 MAX-AGE=3600;x\n9999999999");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    String[] headers = CORPUS.text(data).split("\n", 2);
    Duration fresh = lifetime(Map.of("cache-control", headers[0]));
    Duration aged =
        lifetime(Map.of("cache-control", headers[0], "age", headers[headers.length - 1]));
    assertThat(fresh).isBetween(LEAST, MOST);
    assertThat(aged).isBetween(LEAST, fresh);
    if (!headers[0].contains("=")) {
      assertThat(fresh).isEqualTo(LEAST);
    }
  }

  private static Duration lifetime(Map<String, String> headers) {
    return CacheControl.lifetime(OutboundResponse.of(200, headers, new byte[0]), LEAST, MOST);
  }

  @Test
  void anAnswerIsKeptWithinBounds() {
    CORPUS.replay(CacheControlFuzzTest::fuzzerTestOneInput);
  }
}
