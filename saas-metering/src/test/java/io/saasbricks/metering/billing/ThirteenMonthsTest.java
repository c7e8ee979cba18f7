package io.saasbricks.metering.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.net.TransportException;
import io.saasbricks.local.time.ManualTime;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.TestTable;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageFolder;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.metering.UsageReader;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thirteen virtual months of hourly exports: late usage, lost answers, exporters that stop, a
 * 30-day outage of the billing system, rejected deliveries, invoices that become final. The number
 * of tenants is the system property {@code saasbricks.metering.tenants}, the hours between exports
 * {@code saasbricks.metering.step}.
 */
class ThirteenMonthsTest {
  private static final int TENANTS = Integer.getInteger("saasbricks.metering.tenants", 1);
  private static final Duration STEP =
      Duration.ofHours(Integer.getInteger("saasbricks.metering.step", 24));
  private static final Metric CALLS = Metric.sum("api_calls");
  private static final Instant START = Instant.parse("2025-02-27T00:00:00Z");
  private static final Instant END = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant OUTAGE = Instant.parse("2025-09-10T07:00:00Z");
  private static final Duration STATES_KEPT = Duration.ofDays(99);
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestTable test = TestTable.inMemory();
  private final ManualTime time = test.time();
  private final SplittableRandom random = new SplittableRandom(42);
  private final UsageMeter meter = UsageMeter.of(test.table(), time);
  private final UsageReader reader = UsageReader.of(test.table(), time);
  private final UsageFolder folder = UsageFolder.of(test.table(), time);
  private final List<Account> accounts =
      IntStream.range(0, TENANTS)
          .mapToObj(i -> new Account(new TenantId("tenant" + (10 + i)), "cus_" + i, START))
          .toList();

  /** What was recorded, by the window it is to be billed in unless it came after the invoice. */
  private final Map<Window, Long> ledger = new HashMap<>();

  private final Map<TenantId, Long> recorded = new HashMap<>();
  private int events;
  private int runs;

  @ParameterizedTest
  @EnumSource(ExportMode.class)
  void everyUnitIsBilledOnceAndInItsHourUnlessItsInvoiceWasFinal(ExportMode mode) {
    MeterModel billing = new MeterModel(time, mode);
    UsageExporter exporter = exporter(billing, mode);
    time.set(START);
    while (time.instant().isBefore(END)) {
      playStep(billing, exporter);
      time.advance(STEP);
    }
    time.advance(Duration.ofDays(2));
    exporter(billing, mode, charge -> billing.deliver(charge)).run(accounts.iterator(), deadline());
    time.advance(HOUR);
    exporter(billing, mode, charge -> billing.deliver(charge)).run(accounts.iterator(), deadline());
    check(billing);
  }

  private void playStep(MeterModel billing, UsageExporter exporter) {
    Instant now = time.instant();
    for (Account account : accounts) {
      use(account, now, 1 + random.nextInt(1_000));
      if (random.nextInt(100) < 20) {
        Duration late = HOUR.multipliedBy(1 + random.nextInt(72));
        use(account, now.minus(late), 1 + random.nextInt(50));
      }
    }
    exporter.run(accounts.iterator(), deadline());
    if (now.atOffset(ZoneOffset.UTC).getHour() == 0) {
      accounts.forEach(account -> folder.fold(account.tenant()));
      finaliseInvoices(billing, exporter, now);
    }
  }

  private void use(Account account, Instant at, long units) {
    if (at.isBefore(account.since())) {
      return;
    }
    UsageEvent event = UsageEvent.of("event-" + events++, at).with(CALLS, units);
    meter.record(account.tenant(), event);
    meter.record(account.tenant(), event);
    Instant hour = at.truncatedTo(ChronoUnit.HOURS);
    ledger.merge(new Window(account.tenant(), "calls", hour), units, Long::sum);
    recorded.merge(account.tenant(), units, Long::sum);
  }

  /** On the third of a month at midnight: late usage of the month before is carried from then. */
  private void finaliseInvoices(MeterModel billing, UsageExporter exporter, Instant now) {
    if (now.atOffset(ZoneOffset.UTC).getDayOfMonth() == 3) {
      Instant until =
          YearMonth.from(now.atOffset(ZoneOffset.UTC))
              .atDay(1)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant();
      for (Account account : accounts) {
        exporter.invoicesFinal(account.tenant(), until);
        billing.finalise(account.customer(), until);
      }
    }
  }

  private void check(MeterModel billing) {
    Map<TenantId, Long> billed = new HashMap<>();
    long moved = 0;
    WindowLedger states = new WindowLedger(test.table());
    for (Account account : accounts) {
      for (Instant hour = START; hour.isBefore(time.instant()); hour = hour.plus(HOUR)) {
        Window window = new Window(account.tenant(), "calls", hour);
        WindowState state = states.state(window);
        long counted = ledger.getOrDefault(window, 0L);
        long total = billing.total(window);
        if (hour.plus(STATES_KEPT).isAfter(time.instant())) {
          assertThat(total).as("%s", window).isEqualTo(state.due(counted));
        }
        billed.merge(account.tenant(), total, Long::sum);
        moved += total == counted ? 0 : 1;
      }
    }
    System.out.printf(
        "13 months, %d tenants: %,d deliveries, %d windows differ by carried usage%n",
        TENANTS, billing.deliveries(), moved);
    assertThat(billed).isEqualTo(recorded);
    assertThat(billing.afterFinal()).isZero();
  }

  private UsageExporter exporter(MeterModel billing, ExportMode mode) {
    return exporter(billing, mode, charge -> deliverRoughly(billing, charge));
  }

  private UsageExporter exporter(MeterModel billing, ExportMode mode, BillingSink sink) {
    UsageExporter.Builder builder =
        UsageExporter.builder(test.table(), reader, sink, time, () -> "run-" + runs++)
            .meter(CALLS, "calls");
    return mode == ExportMode.DELTA
        ? builder.delta(billing).build()
        : builder.statement(billing).build();
  }

  /** Loses every tenth request, every tenth answer, and everything for 30 days. */
  private BillingSink.Delivery deliverRoughly(MeterModel billing, Charge charge) {
    Instant now = time.instant();
    boolean outage = !now.isBefore(OUTAGE) && now.isBefore(OUTAGE.plus(Duration.ofDays(30)));
    if (outage || random.nextInt(10) == 0) {
      throw new TransportException("lost request", null);
    }
    BillingSink.Delivery delivery = billing.deliver(charge);
    if (random.nextInt(10) == 0) {
      throw new TransportException("lost answer", null);
    }
    return delivery;
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofMinutes(10), () -> 0);
  }
}
