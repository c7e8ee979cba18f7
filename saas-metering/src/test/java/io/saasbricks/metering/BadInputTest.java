package io.saasbricks.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that must be refused before anything is written. */
class BadInputTest {
  private static final Instant NOW = Instant.parse("2026-11-15T10:20:30Z");
  private static final Metric CALLS = Metric.sum("api_calls");
  private static final Metric USERS = Metric.unique("users");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Calls",
        "1call",
        "_calls",
        "api-calls",
        "api.calls",
        "api calls",
        "ä",
        "a#b",
        "a23456789012345678901234567890123456789012"
      })
  void metricNamesOutsideTheGrammar(String name) {
    assertThatThrownBy(() -> Metric.sum(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
    assertThatThrownBy(() -> Allowance.monthly(name, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Metric.MOST + 1, Long.MAX_VALUE})
  void amountsOutOfRange(long amount) {
    UsageEvent event = UsageEvent.of("a", NOW);
    UsageBatch batch = UsageBatch.of("a", NOW);
    assertThatThrownBy(() -> event.with(CALLS, amount))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Long.toString(amount));
    assertThatThrownBy(() -> batch.add(CALLS, amount)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Allowance.monthly("calls", amount))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(batch.toEvent().isEmpty()).isTrue();
  }

  @Test
  void aBatchWhoseSumOverflowsKeepsWhatItHad() {
    UsageBatch batch = UsageBatch.of("a", NOW).add(CALLS, Metric.MOST);
    assertThatThrownBy(() -> batch.add(CALLS, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(batch.toEvent().amounts()).containsEntry(CALLS, Metric.MOST);
  }

  @Test
  void eventIdsThatAreEmptyOrTooLong() {
    for (String id : List.of("", "x".repeat(257))) {
      assertThatThrownBy(() -> UsageEvent.of(id, NOW)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(UsageEvent.of("x".repeat(256), NOW).isEmpty()).isTrue();
  }

  @Test
  void amountsForMembersAndMembersForAmounts() {
    UsageEvent event = UsageEvent.of("a", NOW);
    assertThatThrownBy(() -> event.with(USERS, 1)).hasMessageContaining("takes no amount");
    assertThatThrownBy(() -> event.with(CALLS, "ann")).hasMessageContaining("takes an amount");
    assertThatThrownBy(() -> event.with(USERS, "")).hasMessageContaining("must not be empty");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_001})
  void spreadsOutOfRange(int number) {
    assertThatThrownBy(() -> new Spreading.Spread(number, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Spreading.Spread(1, number))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void spreadingThatChangesWithinAnHour() {
    assertThatThrownBy(() -> Spreading.STANDARD.from(NOW, Spreading.STANDARD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(NOW.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -80, 101})
  void thresholdsThatAreNoPercentage(int percent) {
    assertThatThrownBy(() -> new Thresholds(List.of(percent), crossing -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
