package io.saasbricks.local.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class ManualTimeTest {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  private final ManualTime time = new ManualTime(START);

  @Test
  void standsStillUntilAdvanced() {
    assertThat(time.instant()).isEqualTo(START);
    time.advance(Duration.ofSeconds(90));
    assertThat(time.instant()).isEqualTo(START.plusSeconds(90));
    assertThat(time.millis()).isEqualTo(START.plusSeconds(90).toEpochMilli());
  }

  @Test
  void correctionMovesTheInstantAndNotTheElapsedTime() {
    LongSupplier nanos = time.nanos();
    time.advance(Duration.ofMillis(5));
    time.set(START.minusSeconds(3600));
    assertThat(time.instant()).isEqualTo(START.minusSeconds(3600));
    assertThat(nanos.getAsLong()).isEqualTo(5_000_000);
  }

  @Test
  void refusesToRunBackwards() {
    assertThatThrownBy(() -> time.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.000000001S");
  }
}
