package io.saasbricks.metering.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.local.vendors.Faults;
import io.saasbricks.local.vendors.StripeStandIn;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.TestTable;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.metering.UsageReader;
import io.saasbricks.metering.stripe.StandInTransport;
import io.saasbricks.metering.stripe.StripeClient;
import io.saasbricks.metering.stripe.StripeMeters;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How fast hours go to the stand-in for Stripe, and that accounts are not held in memory: they come
 * from an iterator, one at a time. The number of tenants is the system property {@code
 * saasbricks.metering.accounts}.
 */
class ExportThroughputTest {
  private static final int ACCOUNTS = Integer.getInteger("saasbricks.metering.accounts", 600);
  private static final int HOURS = 1;
  private static final int FEW = Math.min(1_000, ACCOUNTS / 3);
  private static final long SLACK_KILOBYTES = 4_096;
  private static final Metric CALLS = Metric.sum("api_calls");
  private static final Instant NOON = Instant.parse("2026-11-15T12:00:00Z");

  private final TestTable test = TestTable.inMemory();
  private final StripeMeters stripe = stripe();

  private long heapAfterFew;
  private long heapAfterAll;
  private int runs;

  @Test
  void accountsAreExportedOneByOneInFlatMemory() {
    use();
    long start = System.nanoTime();
    ExportReport report = exporter(ExportListener.NONE).run(accounts(), deadline());
    double seconds = (System.nanoTime() - start) / 1e9;
    long tenantHours = (long) ACCOUNTS * HOURS;
    assertThat(report).isEqualTo(new ExportReport(ACCOUNTS, tenantHours, 0, 0, 0, true));
    // The table and the stand-in are in this heap too; a run without news does not change them.
    assertThat(exporter(weighing()).run(accounts(), deadline()).delivered()).isZero();
    System.out.printf(
        "export to the Stripe stand-in: %,d tenant-hours, %,.0f/s; heap in use after %,d accounts"
            + " %,d KB, after %,d accounts %,d KB%n",
        tenantHours, tenantHours / seconds, FEW, heapAfterFew, ACCOUNTS, heapAfterAll);
    assertThat(heapAfterAll - heapAfterFew).isLessThan(SLACK_KILOBYTES);
  }

  private void use() {
    UsageMeter meter = UsageMeter.of(test.table(), test.time());
    for (int hour = 0; hour < HOURS; hour++) {
      Instant at = NOON.plus(Duration.ofHours(hour));
      test.time().set(at);
      for (int i = 0; i < ACCOUNTS; i++) {
        meter.record(tenant(i), UsageEvent.of("event-" + hour, at).with(CALLS, 1 + i % 7));
      }
    }
    test.time().advance(Duration.ofHours(1));
  }

  private UsageExporter exporter(ExportListener listener) {
    UsageReader reader = UsageReader.of(test.table(), test.time());
    return UsageExporter.builder(test.table(), reader, stripe, test.time(), () -> "run-" + runs++)
        .meter(CALLS, "calls")
        .listener(listener)
        .build();
  }

  private ExportListener weighing() {
    return new ExportListener() {
      @Override
      public void exported(Account account, long accounts) {
        if (accounts == FEW) {
          heapAfterFew = kilobytesInUse();
        } else if (accounts == ACCOUNTS) {
          heapAfterAll = kilobytesInUse();
        }
      }
    };
  }

  private StripeMeters stripe() {
    StripeStandIn standIn =
        StripeStandIn.createLenient(
            new Faults(), test.time(), "whsec_test", (payload, signature) -> 200);
    StripeClient client =
        StripeClient.of(
            new StandInTransport(standIn),
            StripeClient.STRIPE,
            () -> Secret.of("sk_test_1"),
            pause -> {},
            new Random(1));
    return StripeMeters.open(client, Set.of("calls"), () -> 0, deadline());
  }

  private static Iterator<Account> accounts() {
    return IntStream.range(0, ACCOUNTS)
        .mapToObj(i -> new Account(tenant(i), "cus_" + i, NOON))
        .iterator();
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofHours(1), () -> 0);
  }

  private static TenantId tenant(int i) {
    return new TenantId("tenant" + (1_000_000 + i));
  }

  private static long kilobytesInUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1_024;
  }
}
