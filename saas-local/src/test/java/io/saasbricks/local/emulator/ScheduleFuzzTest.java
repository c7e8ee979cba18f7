package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Fuzz target: a schedule names times that are still to come, or is refused. */
public final class ScheduleFuzzTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Corpus CORPUS =
      Corpus.of(
          "rate(5 minutes)",
          "cron(0 12 ? * MON-FRI *)",
          "cron(15/5 1,2 1 JAN ? 2027)",
          "rate(0 days)");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      ScheduleExpression.parse(CORPUS.text(data))
          .next(NOW)
          .ifPresent(next -> assertThat(next).isAfter(NOW));
    } catch (TemplateException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Test
  void aScheduleIsStillToComeOrRefused() {
    CORPUS.replay(ScheduleFuzzTest::fuzzerTestOneInput);
  }
}
