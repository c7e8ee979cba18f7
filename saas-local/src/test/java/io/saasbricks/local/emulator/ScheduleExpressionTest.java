package io.saasbricks.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.local.time.ManualTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
          cron(0 10 ? * 7 *)           | 2026-02-07T10:00:00Z
          cron(0 10 ? * sun *)         | 2026-02-01T10:00:00Z
          cron(*/20 * * * ? *)         | 2026-01-31T10:20:00Z
          cron(0 */4 * * ? *)          | 2026-01-31T12:00:00Z
          cron(0 0 */2 * ? *)          | 2026-02-01T00:00:00Z
          cron(0 0 2/2 * ? *)          | 2026-02-02T00:00:00Z
          cron(0 0 1 */6 ? *)          | 2026-07-01T00:00:00Z
          cron(0 0 ? * */3 *)          | 2026-02-01T00:00:00Z
          cron(0 0 1 1 ? */2)          | 2028-01-01T00:00:00Z
          cron(0 0 1 1 ? 2026-2199/3)  | 2029-01-01T00:00:00Z
          cron(10-50/20 * * * ? *)     | 2026-01-31T10:10:00Z
          cron(0,2,1 10 * * ? *)       | 2026-01-31T10:01:00Z
          cron(0 10 * * ? *)           | 2026-02-01T10:00:00Z
          cron(59 23 31 DEC ? *)       | 2026-12-31T23:59:00Z
          cron(0 0 31 2,3 ? *)         | 2026-03-31T00:00:00Z
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
  @CsvSource({"'2031-06-01T00:00:00Z', true", "'2032-06-01T00:00:00Z', false"})
  void timeFarAheadIsNotLookedFor(Instant due, boolean found) {
    String expression = "cron(0 0 1 6 ? %d)".formatted(due.atZone(ZoneOffset.UTC).getYear());
    Instant now = Instant.parse("2026-01-31T10:00:30Z");
    assertThat(ScheduleExpression.parse(expression).next(now).isPresent()).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          every hour                | ' is not emulated'
          rate(x minutes)           | ' is not emulated'
          rate(0 minutes)           | ' is not emulated'
          rate(-1 minutes)          | ' is not emulated'
          rate(9999999999 days)     | ' is not emulated'
          rate(1 week)              | ' is not emulated'
          at(2026-01-01T00:00:00)   | ' is not emulated'
          cron(* *)                 | ' is not emulated'
          cron(* * * * ?  *)        | ' is not emulated'
          cron(0 0 L * ? *)         | : L is no day of month
          cron(0 0 15W * ? *)       | : 15W is no day of month
          cron(0 0 ? * 6#3 *)       | : 6#3 is no day of week
          cron(60 * * * ? *)        | : 60 is no minute
          cron(-1 * * * ? *)        | : '' is no minute
          cron(* 24 * * ? *)        | : 24 is no hour
          cron(* * 0 * ? *)         | : 0 is no day of month
          cron(* * 32 * ? *)        | : 32 is no day of month
          cron(* * * 13 ? *)        | : 13 is no month
          cron(* * ? * 0 *)         | : 0 is no day of week
          cron(* * ? * 8 *)         | : 8 is no day of week
          cron(* * * * ? 1969)      | : 1969 is no year
          cron(* * * * ? 22000)     | : 22000 is no year
          cron(* JAN * * ? *)       | : JAN is no hour
          cron(* * * MON ? *)       | : MON is no month
          cron(* * ? * MAY *)       | : MAY is no day of week
          cron(* * * JANUARY ? *)   | : JANUARY is no month
          cron(0/0 * * * ? *)       | : 0 is no step
          cron(0/x * * * ? *)       | : x is no step
          cron(0/ * * * ? *)        | : '' is no step
          cron(9-8 * * * ? *)       | : 9-8 is no range
          cron(1,,2 * * * ? *)      | : '' is no minute
          cron(? * * * ? *)         | : ? is no minute
          cron(* * ?,1 * ? *)       | : ? is no day of month
          cron(* * * * * *)         | : one of day of month and day of week must be ?
          cron(* * ? * ? *)         | : one of day of month and day of week must be ?
          """)
  void expressionThatIsNotEmulatedIsRefused(String expression, String problem) {
    assertThatThrownBy(() -> ScheduleExpression.parse(expression))
        .isInstanceOf(TemplateException.class)
        .hasMessage("schedule " + expression + problem.replace("''", ""));
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
      schedules.add(everyMinute("tick"));
      assertThat(ran.get(10, TimeUnit.SECONDS)).isEqualTo("tick");
    }
  }

  /** A timer may ring before the minute is full; the minute is not due once more for that. */
  @Test
  void scheduleWhoseTimerRingsEarlyRunsOnce() throws Exception {
    var time = new ManualTime(Instant.parse("2026-01-01T10:00:59.999900Z"));
    List<Schedules> running = Collections.synchronizedList(new ArrayList<>());
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    var both = new CountDownLatch(1);
    Consumer<ScheduleDefinition> run =
        schedule -> {
          ran.add(schedule.name());
          if (schedule.name().equals("second")) {
            both.countDown();
          } else {
            running.get(0).add(everyMinute("second"));
          }
        };
    try (var schedules = new Schedules(time, run)) {
      running.add(schedules);
      schedules.add(everyMinute("first"));
      assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(ran).containsExactly("first", "second");
  }

  private static ScheduleDefinition everyMinute(String name) {
    return new ScheduleDefinition(name, "F", ScheduleExpression.parse("cron(* * * * ? *)"), null);
  }
}
