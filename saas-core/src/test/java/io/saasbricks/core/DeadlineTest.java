package io.saasbricks.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
  private final ManualTime time = new ManualTime(Instant.EPOCH);
  private final Deadline deadline = Deadline.in(Duration.ofSeconds(10), time.nanos());

  @Test
  void whatRemainsShrinksToZero() {
    assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(10));
    time.advance(Duration.ofSeconds(9));
    assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(1));
    assertThat(deadline.passed()).isFalse();
    time.advance(Duration.ofSeconds(5));
    assertThat(deadline.remaining()).isZero();
    assertThat(deadline.passed()).isTrue();
  }

  @Test
  void stepsOfTheWallClockDoNotMoveIt() {
    time.set(Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void timeCanBeReserved() {
    assertThat(deadline.reserving(Duration.ofSeconds(3)).remaining())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void theEarlierOfTwoDeadlinesHolds() {
    assertThat(deadline.atMost(Duration.ofSeconds(2)).remaining()).isEqualTo(Duration.ofSeconds(2));
    assertThat(deadline.atMost(Duration.ofSeconds(20)).remaining())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void reservingMoreThanIsLeftLeavesNothing() {
    Deadline nothing = deadline.reserving(Duration.ofSeconds(11));
    assertThat(nothing.remaining()).isZero();
    assertThat(nothing.passed()).isTrue();
    assertThat(nothing.atMost(Duration.ofSeconds(1)).passed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void aDeadlineOfNoTimeHasPassed(Duration none) {
    assertThat(Deadline.in(none, time.nanos()).passed()).isTrue();
    assertThat(deadline.atMost(none).passed()).isTrue();
  }

  @Test
  void nanoTimeMayOverflow() {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    Deadline wrapped = Deadline.in(Duration.ofNanos(10), nanos::get);
    assertThat(wrapped.remaining()).isEqualTo(Duration.ofNanos(10));
    nanos.addAndGet(8);
    assertThat(wrapped.remaining()).isEqualTo(Duration.ofNanos(2));
    assertThat(wrapped.atMost(Duration.ofNanos(1)).remaining()).isEqualTo(Duration.ofNanos(1));
  }
}
