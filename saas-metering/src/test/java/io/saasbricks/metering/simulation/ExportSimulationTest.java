package io.saasbricks.metering.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.net.TransportException;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.simulation.Container;
import io.saasbricks.local.simulation.Simulation;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.Receipt;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.metering.UsageReader;
import io.saasbricks.metering.billing.Account;
import io.saasbricks.metering.billing.BillingSink;
import io.saasbricks.metering.billing.ExportMode;
import io.saasbricks.metering.billing.MeterModel;
import io.saasbricks.metering.billing.UsageExporter;
import io.saasbricks.metering.billing.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs of the export that overlap, stop anywhere, and lose answers of both sides. */
class ExportSimulationTest {
  private static final TenantId TENANT = new TenantId("tenant00");
  private static final Metric CALLS = Metric.sum("api_calls");
  private static final Instant FIRST = Instant.parse("2024-12-31T20:00:00Z");
  private static final Account ACCOUNT = new Account(TENANT, "cus_ann", FIRST);
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final int EVENTS = 6;

  @ParameterizedTest
  @EnumSource(ExportMode.class)
  void whatIsBilledIsWhatWasRecorded(ExportMode mode) {
    Rough.play("export " + mode, Rough.ALL, SKEW, simulation -> play(simulation, mode));
  }

  private static void play(Simulation simulation, ExportMode mode) {
    simulation.time().advance(Duration.ofMinutes(30));
    MeterModel billing = new MeterModel(simulation.time(), mode);
    for (int i = 0; i < 2; i++) {
      int recorder = i;
      simulation.container("recorder-" + i, container -> record(container, recorder));
      simulation.container(
          "exporter-" + i, container -> export(container, simulation, billing, mode));
    }
    simulation.container("clock", container -> passTime(simulation, container));
    simulation.run();
    for (int run = 0; run < 2; run++) {
      simulation.time().advance(Duration.ofHours(30));
      SaasTable table = Rough.table(simulation);
      exporter(table, simulation.time(), billing, billing, mode, "last " + run)
          .export(ACCOUNT, deadline());
    }
    assertThat(billed(billing)).isEqualTo(recorded());
  }

  private static void record(Container container, int recorder) {
    UsageMeter meter = UsageMeter.of(Rough.table(container), container.time());
    for (int i = 0; i < EVENTS; i++) {
      UsageEvent event =
          UsageEvent.of(recorder + "-" + i, FIRST.plus(Duration.ofMinutes(50L * i)))
              .with(CALLS, 1 + i);
      assertThat(meter.record(TENANT, event)).isEqualTo(new Receipt.Counted());
    }
  }

  private static void export(
      Container container, Simulation simulation, MeterModel billing, ExportMode mode) {
    BillingSink sink =
        charge -> {
          container.pause();
          failSometimes(simulation);
          BillingSink.Delivery delivery = billing.deliver(charge);
          container.pause();
          failSometimes(simulation);
          return delivery;
        };
    for (int run = 0; run < 4; run++) {
      String id = container.name() + "-" + container.life() + "-" + run;
      exporter(Rough.table(container), container.time(), sink, billing, mode, id)
          .export(ACCOUNT, deadline());
    }
  }

  private static void failSometimes(Simulation simulation) {
    if (simulation.choices().chance(10)) {
      throw new TransportException("lost", null);
    }
  }

  private static UsageExporter exporter(
      SaasTable table,
      InstantSource time,
      BillingSink sink,
      MeterModel billing,
      ExportMode mode,
      String runId) {
    UsageExporter.Builder builder =
        UsageExporter.builder(table, UsageReader.of(table, time), sink, time, () -> runId)
            .meter(CALLS, "calls");
    return mode == ExportMode.DELTA
        ? builder.delta(billing).build()
        : builder.statement(billing).build();
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofMinutes(10), () -> 0);
  }

  private static void passTime(Simulation simulation, Container container) {
    for (int i = 0; i < 10; i++) {
      container.pause();
      simulation.time().advance(Duration.ofMinutes(25));
    }
  }

  private static Map<Instant, Long> recorded() {
    Map<Instant, Long> hours = new TreeMap<>();
    for (int i = 0; i < EVENTS; i++) {
      Instant hour =
          FIRST.plus(Duration.ofMinutes(50L * i)).truncatedTo(java.time.temporal.ChronoUnit.HOURS);
      hours.merge(hour, 2L * (1 + i), Long::sum);
    }
    return hours;
  }

  private static Map<Instant, Long> billed(MeterModel billing) {
    Map<Instant, Long> hours = new TreeMap<>();
    for (Instant hour : recorded().keySet()) {
      hours.put(hour, billing.total(new Window(TENANT, "calls", hour)));
    }
    assertThat(hours.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(billing.total());
    return hours;
  }
}
