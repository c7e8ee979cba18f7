package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.local.simulation.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Permits taken in lots: how few writes they need, and that none is given twice. */
class LeasesTest {
  private static final Subject HOT = Subject.of("key", "hot");
  private static final int LIMIT = 10_000;

  private final TestTable test = TestTable.inMemory();

  private static RateLimiter leasing(TestTable test, int most, Policy... policies) {
    return RateLimiter.builder(test.table(), Limits.of("door", policies), test.time())
        .leasing(most)
        .rememberingDenials(Duration.ofMinutes(1), test.time().nanos())
        .build();
  }

  private List<RateLimiter> containers(int number, int most, Policy... policies) {
    List<RateLimiter> containers = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      containers.add(leasing(test, most, policies));
    }
    return containers;
  }

  /**
   * Containers are equally busy, or the k-th gets a share of 1 / k^0.8. Where demand is just the
   * limit, what is left in the hands of some is missing to others: a few permits.
   */
  @ParameterizedTest(name = "{0} containers, demand {1} times the limit, skew {2}, seed {3}")
  @CsvSource(
      textBlock =
          """
          10, 2.0,  0.0, 1, 0.995
          10, 2.0,  0.8, 2, 0.995
          10, 1.25, 0.0, 3, 0.995
          10, 1.25, 0.8, 4, 0.995
          10, 1.0,  0.0, 5, 0.999
          10, 1.0,  0.8, 6, 0.999
          1,  1.0,  0.0, 7, 1
          """)
  void tenContainersNeedAFiftiethOfAWriteADecision(
      int number, double demand, double skew, long seed, double least) {
    List<RateLimiter> containers =
        containers(number, LIMIT, Policy.fixedWindow("day", LIMIT, Window.DAY));
    Random random = new Random(seed);
    int requests = (int) (LIMIT * demand);
    int[] admitted = new int[1];
    long writes =
        test.cost(
                () -> {
                  for (int i = 0; i < requests; i++) {
                    test.advance(Duration.ofMillis(5));
                    RateLimiter container = containers.get(pick(random, number, skew));
                    admitted[0] += container.tryAcquire(HOT).allowed() ? 1 : 0;
                  }
                })
            .requests();
    double perDecision = writes / (double) requests;
    double share = admitted[0] / (double) LIMIT;
    System.out.printf(
        "leases: %d containers, demand %.2f, skew %.1f: %.4f writes a decision, %.4f admitted%n",
        number, demand, skew, perDecision, share);
    assertThat(share).isBetween(least, 1.0);
    assertThat(perDecision).isLessThanOrEqualTo(0.02);
  }

  private static int pick(Random random, int containers, double skew) {
    double sum = 0;
    for (int k = 1; k <= containers; k++) {
      sum += Math.pow(k, -skew);
    }
    double dice = random.nextDouble() * sum;
    int picked = 0;
    while (dice > Math.pow(picked + 1, -skew)) {
      dice -= Math.pow(picked + 1, -skew);
      picked++;
    }
    return picked;
  }

  @ParameterizedTest
  @CsvSource({"7", "1000", "100000"})
  void thirtyTwoThreadsInEightContainersNeverAdmitMoreThanTheQuota(int most) throws Exception {
    Policy[] policies = {
      Policy.fixedWindow("day", 3_000, Window.DAY), Policy.fixedWindow("hour", 2_000, Window.HOUR)
    };
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (RateLimiter container : containers(8, most, policies)) {
        for (int thread = 0; thread < 4; thread++) {
          calls.add(() -> admitted(container, 500));
        }
      }
      int total = 0;
      for (Future<Integer> call : threads.invokeAll(calls)) {
        total += call.get();
      }
      assertThat(total).isBetween(1_990, 2_000);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void lostAnswersNeverLeadToAdmissionsAboveTheQuota() {
    TestTable faulty =
        TestTable.inMemory(
            (number, operation) ->
                number % 3 == 0 ? Optional.of(Fault.LOST_ANSWER) : Optional.empty());
    Policy policy = Policy.fixedWindow("day", 500, Window.DAY);
    int total = 0;
    for (int container = 0; container < 5; container++) {
      total += admitted(leasing(faulty, 100, policy), 150);
    }
    assertThat(total).isLessThanOrEqualTo(500).isGreaterThan(400);
  }

  @Test
  void permitsEndWithTheirWindow() {
    RateLimiter limiter = leasing(test, 100, Policy.fixedWindow("minute", 100, Window.MINUTE));
    assertThat(admitted(limiter, 40)).isEqualTo(40);
    test.advance(Duration.ofMinutes(1));
    assertThat(admitted(limiter, 200)).isEqualTo(100);
    test.advance(Duration.ofMinutes(1));
    assertThat(admitted(limiter, 200)).isEqualTo(100);
  }

  @Test
  void whatACrashedContainerHeldIsLostAndNothingElse() {
    Policy policy = Policy.fixedWindow("day", 1_000, Window.DAY);
    int used = admitted(leasing(test, 1_000, policy), 300);
    long charged = 1_000 - peek(policy);
    assertThat(charged).isBetween(300L, 700L);
    assertThat(admitted(leasing(test, 1_000, policy), 1_000)).isEqualTo(1_000 - charged);
    assertThat(used).isEqualTo(300);
  }

  @Test
  void aCostAboveWhatIsHeldIsTakenWholeOrNotAtAll() {
    RateLimiter limiter = leasing(test, 100, Policy.fixedWindow("day", 100, Window.DAY));
    assertThat(limiter.tryAcquire(HOT, 60).allowed()).isTrue();
    assertThat(limiter.tryAcquire(HOT, 60).allowed()).isFalse();
    assertThat(limiter.tryAcquire(HOT, 40).allowed()).isTrue();
    assertThat(limiter.tryAcquire(HOT).allowed()).isFalse();
  }

  @Test
  void aLeasedAdmissionCanBeRefunded() {
    Policy policy = Policy.fixedWindow("day", 100, Window.DAY);
    RateLimiter limiter = leasing(test, 100, policy);
    for (int i = 0; i < 10; i++) {
      limiter.tryAcquire(HOT);
    }
    long before = peek(policy);
    LimitDesk.of(test.table(), Limits.of("door", policy), test.time())
        .refund(HOT, (Decision.Allowed) limiter.tryAcquire(HOT));
    assertThat(peek(policy)).isEqualTo(before + 1);
  }

  @Test
  void onlyFixedWindowsCanBeLeased() {
    Policy sliding = Policy.slidingWindow("burst", 10, Duration.ofMinutes(1));
    assertThatThrownBy(() -> leasing(test, 5, sliding))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("burst");
  }

  @ParameterizedTest
  @CsvSource({"-1", "0", "1", "100001"})
  void aLeaseHasARange(int most) {
    Policy policy = Policy.fixedWindow("day", 100, Window.DAY);
    assertThatThrownBy(() -> leasing(test, most, policy))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a lease is of 2 to 100000 permits: " + most);
  }

  private long peek(Policy policy) {
    return LimitDesk.of(test.table(), Limits.of("door", policy), test.time())
        .peek(HOT)
        .get(0)
        .remaining();
  }

  private static int admitted(RateLimiter limiter, int requests) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      admitted += limiter.tryAcquire(HOT).allowed() ? 1 : 0;
    }
    return admitted;
  }
}
