package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.local.time.ManualTime;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(1 minute)               | 2026-01-31T10:01:30Z
          rate(5 hours)                | 2026-01-31T15:00:30Z
          rate(2 days)                 | 2026-02-02T10:00:30Z
          cron(0 12 * * ? *)           | 2026-01-31T12:00:00Z
          cron(0/15 * * * ? *)         | 2026-01-31T10:15:00Z
          cron(5 8-9 ? * MON-FRI *)    | 2026-02-02T08:05:00Z
          cron(0 0 1 * ? *)            | 2026-02-01T00:00:00Z
          cron(30 6 ? JUN SUN,SAT *)   | 2026-06-06T06:30:00Z
          cron(0 0 29 2 ? *)           | 2028-02-29T00:00:00Z
          cron(0 10 ? * 1 *)           | 2026-02-01T10:00:00Z
          """)
  void nextTimeIsFound(String expression, Instant next) {
    Instant now = Instant.parse("2026-01-31T10:00:30Z"); // a Saturday
    assertThat(ScheduleExpression.parse(expression).next(now)).contains(next);
  }

  @Test
  void timeThatNeverComesIsEmpty() {
    assertThat(
            ScheduleExpression.parse("cron(0 0 1 1 ? 2020)")
                .next(Instant.parse("2026-01-01T00:00:00Z")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "every hour",
        "rate(x minutes)",
        "rate(0 minutes)",
        "rate(99999999999999999999 days)",
        "cron(* *)",
        "cron(0/0 0 * * ? *)",
        "cron(0 0 L * ? *)"
      })
  void expressionThatIsNotEmulatedIsRefused(String expression) {
    assertThatThrownBy(() -> ScheduleExpression.parse(expression))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(expression);
  }

  @Test
  void aListMayBeAsLongAsItLikes() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(ScheduleExpression.parse("cron(" + "1,".repeat(50_000) + "2 0 * * ? *)").next(now))
        .contains(now.plusSeconds(60));
  }

  @Test
  void scheduleRunsWhenItsTimeComes() throws Exception {
    var time = new ManualTime(Instant.parse("2026-01-01T10:00:59.990Z"));
    var ran = new CompletableFuture<String>();
    try (var schedules = new Schedules(time, schedule -> ran.complete(schedule.name()))) {
      schedules.add(new ScheduleDefinition("tick", "F", "cron(* * * * ? *)", null));
      assertThat(ran.get(10, TimeUnit.SECONDS)).isEqualTo("tick");
    }
  }
}
