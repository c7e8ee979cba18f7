package io.saasbricks.metering.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Update;
import io.saasbricks.local.simulation.Container;
import io.saasbricks.local.simulation.Simulation;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.Receipt;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageFolder;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.metering.UsageReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Recording, reading and folding at once, around the end of a day. */
class UsageSimulationTest {
  private static final TenantId TENANT = new TenantId("tenant00");
  private static final Metric CALLS = Metric.sum("api_calls");
  private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
  private static final Instant EVENING = Instant.parse("2024-12-31T22:00:00Z");
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final int RECORDERS = 4;
  private static final int EVENTS = 6;

  @Test
  void everyAcknowledgedEventIsCountedExactlyOnce() {
    Rough.play("record, read, fold", Rough.ALL, SKEW, UsageSimulationTest::play);
  }

  @Test
  void theNaiveAddIsWrongInTheSameWorld() {
    AtomicLong wrong = new AtomicLong();
    AtomicLong right = new AtomicLong();
    Rough.play("naive ADD", Rough.ALL, SKEW, simulation -> playNaively(simulation, wrong, right));
    double rate = 100.0 * wrong.get() / right.get();
    System.out.printf("naive ADD: %.1f %% of units counted too often or too seldom%n", rate);
    assertThat(rate).isGreaterThan(1);
  }

  private static void play(Simulation simulation) {
    // So that even the slowest clock accepts the last event, which is dated five past midnight.
    simulation.time().advance(SKEW.multipliedBy(2));
    AtomicLong acknowledged = new AtomicLong();
    for (int i = 0; i < RECORDERS; i++) {
      int recorder = i;
      simulation.container("recorder-" + i, container -> record(container, recorder, acknowledged));
    }
    simulation.container("reader", container -> read(container, acknowledged));
    simulation.container("folder", UsageSimulationTest::fold);
    simulation.container("other folder", UsageSimulationTest::fold);
    simulation.container("clock", container -> passTime(simulation, container));
    simulation.run();
    check(simulation);
    simulation.time().advance(Duration.ofHours(3));
    UsageFolder.of(Rough.table(simulation), simulation.time()).fold(TENANT);
    check(simulation);
  }

  /** Each event is delivered to two recorders. */
  private static void record(Container container, int recorder, AtomicLong acknowledged) {
    UsageMeter meter = UsageMeter.of(Rough.table(container), container.time());
    for (int i = 0; i < EVENTS; i++) {
      assertThat(meter.record(TENANT, event(recorder / 2, i))).isEqualTo(new Receipt.Counted());
      if (recorder % 2 == 0 && container.life() == 1) {
        acknowledged.addAndGet(amount(i));
      }
    }
  }

  private static UsageEvent event(int series, int i) {
    return UsageEvent.of(series + "-" + i, EVENING.plus(Duration.ofMinutes(25L * i)))
        .with(CALLS, amount(i));
  }

  private static long amount(int i) {
    return 1L << i;
  }

  private static void read(Container container, AtomicLong acknowledged) {
    UsageReader reader = UsageReader.of(Rough.table(container), container.time());
    for (int i = 0; i < 4; i++) {
      long before = acknowledged.get();
      long seen =
          reader.months(TENANT, YearMonth.of(2024, 12), YearMonth.of(2025, 1)).of(CALLS).stream()
              .mapToLong(Long::longValue)
              .sum();
      assertThat(seen).isBetween(before, all());
    }
  }

  private static void fold(Container container) {
    UsageFolder folder = UsageFolder.of(Rough.table(container), container.time());
    folder.fold(TENANT);
    folder.fold(TENANT);
  }

  private static void passTime(Simulation simulation, Container container) {
    for (int i = 0; i < 8; i++) {
      container.pause();
      simulation.time().advance(Duration.ofMinutes(20));
    }
  }

  private static void check(Simulation simulation) {
    UsageReader reader = UsageReader.of(Rough.table(simulation), simulation.time());
    assertThat(reader.days(TENANT, DAY, DAY.plusDays(1)).of(CALLS))
        .containsExactly(2 * (1 + 2 + 4 + 8 + 16L), 2 * 32L);
    assertThat(reader.hours(TENANT, EVENING, EVENING.plus(Duration.ofHours(3))).of(CALLS))
        .containsExactly(2 * (1 + 2 + 4L), 2 * (8 + 16L), 2 * 32L);
  }

  private static long all() {
    return 2 * 63;
  }

  private static void playNaively(Simulation simulation, AtomicLong wrong, AtomicLong right) {
    for (int i = 0; i < RECORDERS; i++) {
      simulation.container("recorder-" + i, UsageSimulationTest::recordNaively);
    }
    simulation.run();
    long counted = Rough.table(simulation).get(NAIVE).map(item -> item.number("n", 0)).orElse(0L);
    wrong.addAndGet(Math.abs(counted - RECORDERS * EVENTS));
    right.addAndGet(RECORDERS * EVENTS);
  }

  private static final Key NAIVE = Key.single(PartitionKey.system("NAIVE"));

  /** The recipe that is copied most: one ADD per event. */
  private static void recordNaively(Container container) {
    SaasTable table = Rough.table(container);
    for (int i = 0; i < EVENTS; i++) {
      table.update(NAIVE, Update.add("n", 1), Condition.always());
    }
  }
}
