package io.saasbricks.metering.billing;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.local.time.ManualTime;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.Receipt;
import io.saasbricks.metering.TestTable;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.metering.UsageReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A metered tenant, a billing system and what exporters tell. */
final class ExportFixture implements ExportListener {
  static final Metric CALLS = Metric.sum("api_calls");
  static final Metric TOKENS = Metric.sum("tokens");
  static final Instant NOON = Instant.parse("2026-11-15T12:00:00Z");

  final TestTable test = TestTable.inMemory();
  final ManualTime time = test.time();
  final UsageMeter meter = UsageMeter.of(test.table(), time);
  final UsageReader reader = UsageReader.of(test.table(), time);
  final Account account =
      new Account(test.tenant(), "cus_ann", Instant.parse("2026-11-01T00:00:00Z"));
  final MeterModel billing;
  final List<String> told = new ArrayList<>();
  private final ExportMode mode;
  private int events;
  private int runs;

  ExportFixture(ExportMode mode) {
    this.mode = mode;
    this.billing = new MeterModel(time, mode);
    time.set(NOON);
  }

  UsageExporter.Builder exporter(BillingSink sink) {
    UsageExporter.Builder builder =
        UsageExporter.builder(test.table(), reader, sink, time, () -> "run-" + runs++)
            .meter(CALLS, "calls")
            .meter(TOKENS, "tokens")
            .listener(this);
    return mode == ExportMode.DELTA ? builder.delta(billing) : builder.statement(billing);
  }

  UsageExporter exporter() {
    return exporter(billing).build();
  }

  ExportReport export() {
    return export(exporter());
  }

  ExportReport export(UsageExporter exporter) {
    return exporter.export(account, deadline());
  }

  static Deadline deadline() {
    return Deadline.in(Duration.ofMinutes(10), () -> 0);
  }

  void use(Instant at, long calls) {
    use(account.tenant(), at, calls);
  }

  void use(TenantId tenant, Instant at, long calls) {
    UsageEvent event = UsageEvent.of("event-" + events++, at).with(CALLS, calls);
    if (!(meter.record(tenant, event) instanceof Receipt.Counted)) {
      throw new IllegalArgumentException("out of the window: " + at);
    }
  }

  Window window(Instant hour) {
    return new Window(account.tenant(), "calls", hour);
  }

  long billed(Instant hour) {
    return billing.total(window(hour));
  }

  @Override
  public void refused(Account owner, Window window, String reason) {
    told.add("refused " + window.meter() + " " + window.hour() + ": " + reason);
  }

  @Override
  public void late(Account owner, Window window, long units, LatePolicy policy) {
    told.add("late " + window.meter() + " " + window.hour() + ": " + units + " " + policy);
  }

  @Override
  public void failed(Account owner, RuntimeException cause) {
    told.add("failed " + owner.customer() + ": " + cause.getMessage());
  }
}
