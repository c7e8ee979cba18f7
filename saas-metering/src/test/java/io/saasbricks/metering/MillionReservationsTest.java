package io.saasbricks.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Threads that reserve at the same time, far beyond the limits. Their number is the system property
 * {@code saasbricks.metering.reservations}.
 */
class MillionReservationsTest {
  private static final int RESERVATIONS =
      Integer.getInteger("saasbricks.metering.reservations", 4_000);
  private static final int THREADS = 4;
  private static final int PER_TENANT = 200;
  private static final Allowance LIMIT = Allowance.monthly("tokens", 100);
  private static final Duration HOLD = Duration.ofHours(1);

  private final TestTable test = TestTable.inMemory();
  private final Reservations reservations = Reservations.of(test.table(), test.time());
  private final Quota quota = Quota.of(test.table(), test.time());

  @Test
  void noTenantEverGetsMoreThanItsLimit() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int tenant = 0; tenant < RESERVATIONS / PER_TENANT; tenant++) {
        TenantId owner = new TenantId("tenant" + (100_000 + tenant));
        assertThat(contend(threads, owner)).isEqualTo(LIMIT.limit());
        Standing standing = quota.standing(owner, LIMIT);
        assertThat(standing.used() + standing.held()).isEqualTo(LIMIT.limit());
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.printf("%,d concurrent reservations, no overshoot%n", RESERVATIONS);
  }

  private long contend(ExecutorService threads, TenantId owner)
      throws InterruptedException, ExecutionException {
    List<Callable<Long>> work = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      work.add(() -> reserve(owner, number));
    }
    long granted = 0;
    for (Future<Long> part : threads.invokeAll(work)) {
      granted += part.get();
    }
    return granted;
  }

  /** Commits every second one, so that the item does not hold all reservations at once. */
  private long reserve(TenantId owner, int thread) {
    long granted = 0;
    for (int i = 0; i < PER_TENANT / THREADS; i++) {
      Verdict verdict = reservations.tryReserve(owner, LIMIT, thread + "-" + i, 1, HOLD);
      if (verdict instanceof Verdict.Granted grant) {
        granted++;
        if (i % 2 == 0) {
          assertThat(reservations.commit(grant.ticket(), 1)).isInstanceOf(Settlement.Settled.class);
        }
      }
    }
    return granted;
  }
}
