package io.saasbricks.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.local.dynamodb.RequestCounter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What meters, readers and folders promise. */
abstract class UsageContract {
  static final Metric CALLS = Metric.sum("api_calls");
  static final Metric TOKENS = Metric.sum("tokens");
  static final Metric STORED = Metric.last("storage_bytes");
  static final Metric PEAK = Metric.max("connections");
  static final Metric USERS = Metric.unique("active_users");

  final TestTable test;
  final TenantId tenant;
  final UsageMeter meter;
  final UsageReader reader;
  final UsageFolder folder;

  UsageContract(TestTable test) {
    this.test = test;
    this.tenant = test.tenant();
    this.meter = UsageMeter.of(test.table(), test.time());
    this.reader = UsageReader.of(test.table(), test.time());
    this.folder = UsageFolder.of(test.table(), test.time());
  }

  @Test
  void anEventCountsOnceHoweverOftenItIsRecorded() {
    UsageEvent event = event("one").with(CALLS, 1).with(TOKENS, 250);
    for (int i = 0; i < 3; i++) {
      assertThat(meter.record(tenant, event)).isEqualTo(new Receipt.Counted());
    }
    assertThat(thisMonth().of(CALLS)).isEqualTo(1);
    assertThat(thisMonth().of(TOKENS)).isEqualTo(250);
  }

  @Test
  void anEventRedeliveredWeeksLaterStillCountsOnce() {
    UsageEvent event = event("one").with(CALLS, 1);
    meter.record(tenant, event);
    test.time().advance(Duration.ofDays(34));
    meter.record(tenant, event);
    assertThat(reader.month(tenant, YearMonth.of(2026, 11)).of(CALLS)).isEqualTo(1);
  }

  @Test
  void eventsOfOneIdAndDifferentTenantsAreDifferent() {
    TenantId other = new TenantId(tenant.value() + "2");
    meter.record(tenant, event("one").with(CALLS, 1));
    meter.record(other, event("one").with(CALLS, 10));
    assertThat(thisMonth().of(CALLS)).isEqualTo(1);
    assertThat(reader.month(other, month()).of(CALLS)).isEqualTo(10);
  }

  @Test
  void sixMetricsCostOneRequestAndOneWriteUnit() {
    UsageEvent event = event("cost");
    for (String name : List.of("api_calls", "input", "output", "messages", "gb_ms", "cost")) {
      event = event.with(Metric.sum(name), 123_456);
    }
    UsageEvent full = event;
    assertThat(test.cost(() -> meter.record(tenant, full)).total())
        .satisfies(
            usage -> {
              assertThat(usage.requests()).isEqualTo(1);
              assertThat(usage.writeUnits()).isEqualTo(1);
            });
  }

  @Test
  void twoHundredRequestsAnHourCostAtMostAHundredthMoreThanOneWriteUnitEach() {
    double units =
        test.writeUnits(
            () -> {
              for (int i = 0; i < 200; i++) {
                UsageEvent event = event("request-" + i);
                for (String name :
                    List.of("calls", "input", "output", "messages", "gb_ms", "cost")) {
                  event = event.with(Metric.sum(name), 1_234 + i);
                }
                meter.record(tenant, event);
              }
            });
    assertThat(units / 200).isCloseTo(1.0, within(0.05));
  }

  @Test
  void theLastAmountIsThatOfTheLatestEventNotOfTheLatestArrival() {
    Instant now = test.time().instant();
    meter.record(tenant, UsageEvent.of("b", now).with(STORED, 700));
    meter.record(tenant, UsageEvent.of("a", now.minusSeconds(60)).with(STORED, 900));
    assertThat(thisMonth().of(STORED)).isEqualTo(700);
  }

  @Test
  void theMaximumIsThatOfAllEvents() {
    for (int amount : List.of(3, 17, 5)) {
      meter.record(tenant, event("peak-" + amount).with(PEAK, amount));
    }
    assertThat(thisMonth().of(PEAK)).isEqualTo(17);
  }

  @Test
  void membersCountOnceWhateverTheirHourAndDay() {
    meter.record(tenant, event("1").with(USERS, "ann").with(USERS, "bob"));
    test.time().advance(Duration.ofHours(5));
    meter.record(tenant, event("2").with(USERS, "ann"));
    test.time().advance(Duration.ofDays(2));
    meter.record(tenant, event("3").with(USERS, "ann").with(USERS, "cid"));
    folder.fold(tenant);
    assertThat(thisMonth().of(USERS)).isEqualTo(3);
    assertThat(days(15, 17).of(USERS)).containsExactly(2L, 0L, 2L);
  }

  @Test
  void hoursDaysAndMonthsAgree() {
    for (int hour = 0; hour < 60; hour++) {
      meter.record(tenant, event("hour-" + hour).with(CALLS, hour));
      test.time().advance(Duration.ofHours(1));
    }
    Instant start = Instant.parse("2026-11-15T00:00:00Z");
    List<Long> hours = reader.hours(tenant, start, start.plus(Duration.ofDays(3))).of(CALLS);
    assertThat(hours).hasSize(72).startsWith(0L).contains(13L, 59L);
    assertThat(hours.subList(10, 70)).isEqualTo(upTo(60));
    assertThat(days(15, 17).of(CALLS)).containsExactly(91L, sum(14, 38), sum(38, 60));
    assertThat(thisMonth().of(CALLS)).isEqualTo(sum(0, 60));
  }

  @Test
  void eventsAroundMidnightBelongToTheirOwnDayAndMonth() {
    test.time().set(Instant.parse("2026-12-01T00:00:01Z"));
    meter.record(
        tenant, UsageEvent.of("1", Instant.parse("2026-11-30T23:59:59.999Z")).with(CALLS, 1));
    meter.record(tenant, UsageEvent.of("2", Instant.parse("2026-12-01T00:00:00Z")).with(CALLS, 10));
    UsageSeries months = reader.months(tenant, YearMonth.of(2026, 11), YearMonth.of(2026, 12));
    assertThat(months.of(CALLS)).containsExactly(1L, 10L);
  }

  @Test
  void foldingChangesNoSumAndMakesMonthsCheap() {
    fillMonth();
    Usage before = reader.month(tenant, month());
    double unfolded = test.readUnits(() -> reader.month(tenant, month()));
    assertThat(folder.fold(tenant)).isEqualTo(29);
    assertThat(reader.month(tenant, month())).isEqualTo(before);
    double folded = test.readUnits(() -> reader.month(tenant, month()));
    assertThat(folded).isLessThanOrEqualTo(3).isLessThan(unfolded);
  }

  @Test
  void aNewTenantPaysNothingForTheDaysBeforeItsFirstUse() {
    meter.record(tenant, event("first").with(CALLS, 1));
    test.time().advance(Duration.ofDays(1));
    RequestCounter.Usage cost = test.cost(() -> folder.fold(tenant)).total();
    // The days folded, the first use, the hours of its day; and the day.
    assertThat(cost.requests()).isEqualTo(4);
    assertThat(cost.writeUnits()).isEqualTo(1);
    assertThat(test.cost(() -> folder.fold(tenant)).total().writeUnits()).isZero();
    // The days folded, the first use, the hours of today.
    assertThat(test.cost(this::thisMonth).total().requests()).isEqualTo(3);
    assertThat(thisMonth().of(CALLS)).isEqualTo(1);
  }

  @Test
  void aTenantThatNeverUsedAnythingIsFoldedAndReadInTwoQueries() {
    assertThat(test.cost(() -> folder.fold(tenant)).total())
        .satisfies(
            cost -> {
              assertThat(cost.requests()).isEqualTo(2);
              assertThat(cost.writeUnits()).isZero();
            });
    assertThat(test.cost(this::thisMonth).total().requests()).isEqualTo(2);
  }

  @Test
  void aDayFoldedEveryDayCostsTwoQueriesAndAWrite() {
    test.time().set(Instant.parse("2026-10-01T12:00:00Z"));
    for (int day = 0; day < 45; day++) {
      meter.record(tenant, event("day-" + day).with(CALLS, 1));
      test.time().advance(Duration.ofDays(1));
      folder.fold(tenant);
    }
    test.time().advance(Duration.ofDays(1));
    assertThat(test.cost(() -> assertThat(folder.fold(tenant)).isEqualTo(1)).total().requests())
        .isEqualTo(3);
  }

  @Test
  void anEventOlderThanTheFirstUseIsSeenAtOnceAndFoldedWithTheDaysSince() {
    meter.record(tenant, event("first").with(CALLS, 1));
    test.time().advance(Duration.ofDays(1));
    folder.fold(tenant);
    Instant before = test.time().instant().minus(Duration.ofDays(6));
    meter.record(tenant, UsageEvent.of("imported", before).with(CALLS, 10));
    assertThat(days(9, 16).of(CALLS)).containsExactly(0L, 10L, 0L, 0L, 0L, 0L, 1L, 0L);
    assertThat(folder.fold(tenant)).isEqualTo(5);
    assertThat(days(9, 16).of(CALLS)).containsExactly(0L, 10L, 0L, 0L, 0L, 0L, 1L, 0L);
  }

  @Test
  void theFirstUseIsFoundInWhateverShardAndSpreadItIs() {
    Spreading spreading =
        Spreading.fixed(new Spreading.Spread(3, 2))
            .from(
                Instant.parse("2026-11-13T00:00:00Z"), Spreading.fixed(new Spreading.Spread(1, 8)));
    UsageMeter spread = UsageMeter.of(test.table(), spreading, test.time());
    Instant early = Instant.parse("2026-11-11T05:00:00Z");
    for (int i = 0; i < 4; i++) {
      spread.record(tenant, UsageEvent.of("early-" + i, early.plusSeconds(i)).with(CALLS, 1));
    }
    spread.record(tenant, event("now").with(CALLS, 1));
    assertThat(UsageFolder.of(test.table(), spreading, test.time()).fold(tenant)).isEqualTo(4);
    UsageReader reading = UsageReader.of(test.table(), spreading, test.time());
    assertThat(reading.month(tenant, month()).of(CALLS)).isEqualTo(5);
  }

  @Test
  void anEventThatComesAfterTheFoldIsSeenAtOnceAndFoldedLater() {
    meter.record(tenant, event("early").with(CALLS, 1));
    UsageEvent late = event("late").with(CALLS, 10);
    test.time().advance(Duration.ofDays(3));
    folder.fold(tenant);
    meter.record(tenant, late);
    assertThat(days(15, 15).of(CALLS)).containsExactly(11L);
    assertThat(folder.fold(tenant)).isEqualTo(1);
    assertThat(days(15, 15).of(CALLS)).containsExactly(11L);
    assertThat(folder.fold(tenant)).isZero();
  }

  @Test
  void aDayIsNotFoldedBeforeAnHourAfterItsEnd() {
    meter.record(tenant, event("one").with(CALLS, 1));
    test.time().set(Instant.parse("2026-11-16T00:59:59Z"));
    folder.fold(tenant);
    UsageEvent late = UsageEvent.of("late", Instant.parse("2026-11-15T23:00:00Z")).with(CALLS, 5);
    meter.record(tenant, late);
    assertThat(days(15, 15).of(CALLS)).containsExactly(6L);
  }

  @Test
  void daysOutliveTheirHours() {
    meter.record(tenant, event("one").with(CALLS, 7));
    test.time().advance(Duration.ofDays(2));
    folder.fold(tenant);
    test.time().advance(Duration.ofDays(300));
    assertThat(days(15, 15).of(CALLS)).containsExactly(7L);
    assertThat(reader.month(tenant, YearMonth.of(2026, 11)).of(CALLS)).isEqualTo(7);
  }

  @Test
  void aStaleDayWhoseHoursAreGoneKeepsItsLastFold() {
    meter.record(tenant, event("one").with(CALLS, 7));
    UsageEvent late = event("late").with(CALLS, 1);
    test.time().advance(Duration.ofDays(2));
    folder.fold(tenant);
    meter.record(tenant, late);
    test.time().advance(Duration.ofDays(60));
    assertThat(days(15, 15).of(CALLS)).containsExactly(7L);
  }

  @Test
  void eventsOutsideTheWindowAreRefusedAndNotCounted() {
    Instant now = test.time().instant();
    UsageEvent old = UsageEvent.of("old", now.minus(Duration.ofDays(35)).minusMillis(1));
    UsageEvent future = UsageEvent.of("future", now.plus(Duration.ofMinutes(5)).plusMillis(1));
    for (UsageEvent event : List.of(old, future)) {
      assertThat(meter.record(tenant, event.with(CALLS, 1)))
          .isEqualTo(
              new Receipt.OutOfWindow(
                  event.time(), now.minus(UsageMeter.OLDEST), now.plus(UsageMeter.AHEAD)));
    }
    test.time().advance(Duration.ofHours(1));
    assertThat(reader.months(tenant, YearMonth.of(2026, 10), YearMonth.of(2026, 11)).of(CALLS))
        .containsExactly(0L, 0L);
  }

  @Test
  void eventsAtTheEdgesOfTheWindowCount() {
    Instant now = test.time().instant();
    meter.record(tenant, UsageEvent.of("a", now.minus(UsageMeter.OLDEST)).with(CALLS, 1));
    meter.record(tenant, UsageEvent.of("b", now.plus(UsageMeter.AHEAD)).with(CALLS, 10));
    assertThat(reader.months(tenant, YearMonth.of(2026, 10), YearMonth.of(2026, 11)).of(CALLS))
        .containsExactly(1L, 10L);
  }

  @Test
  void anEmptyEventCostsNothing() {
    assertThat(test.cost(() -> meter.record(tenant, event("none"))).total().requests()).isZero();
  }

  @Test
  void aSpreadOverShardsCountsTheSameAndMayChangeAtAFullHour() {
    Spreading spreading =
        Spreading.fixed(new Spreading.Spread(1, 1))
            .from(
                Instant.parse("2026-11-15T11:00:00Z"), Spreading.fixed(new Spreading.Spread(3, 2)));
    UsageMeter spread = UsageMeter.of(test.table(), spreading, test.time());
    List<UsageEvent> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(event("event-" + i).with(CALLS, 1));
      test.time().advance(Duration.ofMinutes(2));
    }
    List<UsageEvent> twice = new ArrayList<>(events);
    twice.addAll(events);
    Collections.shuffle(twice, new Random(7));
    twice.forEach(event -> spread.record(tenant, event));
    UsageReader reading = UsageReader.of(test.table(), spreading, test.time());
    assertThat(reading.month(tenant, month()).of(CALLS)).isEqualTo(40);
    Instant ten = Instant.parse("2026-11-15T10:00:00Z");
    assertThat(reading.hours(tenant, ten, ten.plusSeconds(7200)).of(CALLS))
        .containsExactly(20L, 20L);
  }

  @Test
  void aQuotaOfLargeAmountsSumsExactly() {
    for (int i = 0; i < 10; i++) {
      meter.record(tenant, event("big-" + i).with(CALLS, Metric.MOST));
    }
    assertThat(thisMonth().of(CALLS)).isEqualTo(10 * Metric.MOST);
  }

  private void fillMonth() {
    test.time().set(Instant.parse("2026-11-01T12:00:00Z"));
    for (int day = 0; day < 29; day++) {
      for (int i = 0; i < 4; i++) {
        UsageEvent event = event("day-" + day + "-" + i);
        for (String name : List.of("api_calls", "input", "output", "messages", "gb_ms", "cost")) {
          event = event.with(Metric.sum(name), 1_000_000 + i);
        }
        meter.record(tenant, event);
      }
      test.time().advance(Duration.ofDays(1));
    }
  }

  UsageEvent event(String id) {
    return UsageEvent.of(id, test.time().instant());
  }

  private YearMonth month() {
    return YearMonth.of(2026, 11);
  }

  private Usage thisMonth() {
    return reader.month(tenant, month());
  }

  private UsageSeries days(int first, int last) {
    return reader.days(tenant, LocalDate.of(2026, 11, first), LocalDate.of(2026, 11, last));
  }

  private static List<Long> upTo(int end) {
    List<Long> numbers = new ArrayList<>();
    for (long i = 0; i < end; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static long sum(int from, int to) {
    return upTo(to).stream().filter(number -> number >= from).mapToLong(Long::longValue).sum();
  }
}
