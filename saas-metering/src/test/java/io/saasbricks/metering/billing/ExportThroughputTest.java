package io.saasbricks.metering.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.TenantId;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How fast hours are exported, and that accounts are not held in memory: they come from an
 * iterator, one at a time. The number of tenants is the system property {@code
 * saasbricks.metering.accounts}.
 */
class ExportThroughputTest {
  private static final int ACCOUNTS = Integer.getInteger("saasbricks.metering.accounts", 300);

  @Test
  void accountsAreExportedOneByOneInFlatMemory() {
    ExportFixture fixture = new ExportFixture(ExportMode.ABSOLUTE);
    for (int i = 0; i < ACCOUNTS; i++) {
      fixture.use(tenant(i), ExportFixture.NOON, 1 + i % 7);
    }
    fixture.time.advance(Duration.ofHours(1));
    UsageExporter exporter = fixture.exporter();
    long start = System.nanoTime();
    ExportReport report = exporter.run(accounts(), deadline());
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(report).isEqualTo(new ExportReport(ACCOUNTS, ACCOUNTS, 0, 0, 0, true));
    long before = used();
    assertThat(exporter.run(accounts(), deadline()).delivered()).isZero();
    System.out.printf(
        "export: %,.0f tenant-hours/s; a run over %,d tenants left the heap %,d KB larger%n",
        ACCOUNTS / seconds, ACCOUNTS, (used() - before) / 1024);
  }

  private static Iterator<Account> accounts() {
    return IntStream.range(0, ACCOUNTS)
        .mapToObj(i -> new Account(tenant(i), "cus_" + i, ExportFixture.NOON))
        .iterator();
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofHours(1), () -> 0);
  }

  private static TenantId tenant(int i) {
    return new TenantId("tenant" + (1_000_000 + i));
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
