package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.local.dynamodb.RequestCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every limiter does, whatever database it keeps its counters in. */
abstract class RateLimiterContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RequestCounter.Usage ONE_WRITE = new RequestCounter.Usage(1, 1, 0, 1);

  private final TestTable test;
  private final Subject caller;

  RateLimiterContract(TestTable test) {
    this.test = test;
    this.caller = Subject.of("ip", test.owner());
  }

  private RateLimiter limiter(Policy... policies) {
    return RateLimiter.of(test.table(), Limits.of("door", policies), test.time());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          MINUTE, 2026-11-15T10:20:59.999Z, 2026-11-15T10:21:00Z
          HOUR,   2026-11-15T10:59:59.999Z, 2026-11-15T11:00:00Z
          DAY,    2026-11-15T23:59:59.999Z, 2026-11-16T00:00:00Z
          MONTH,  2026-11-30T23:59:59.999Z, 2026-12-01T00:00:00Z
          MONTH,  2028-02-29T23:59:59.999Z, 2028-03-01T00:00:00Z
          """)
  void aFixedWindowAdmitsItsQuotaUntilTheNextOneStarts(Window window, Instant last, Instant next) {
    RateLimiter limiter = limiter(Policy.fixedWindow("calls", 2, window));
    test.time().set(last);
    assertThat(admitted(limiter, 5)).isEqualTo(2);
    assertThat(denied(limiter, 1).retryAfter()).isEqualTo(Duration.ofMillis(1));
    test.time().set(next);
    assertThat(admitted(limiter, 5)).isEqualTo(2);
  }

  @Test
  void aDecisionTellsWhatIsLeftAndUntilWhen() {
    RateLimiter limiter = limiter(Policy.fixedWindow("calls", 10, Window.MINUTE));
    assertThat(limiter.tryAcquire(caller, 4))
        .isEqualTo(
            new Decision.Allowed(
                test.time().instant(),
                4,
                List.of(new PolicyState("calls", 10, MINUTE, 6, Duration.ofSeconds(30)))));
    assertThat(denied(limiter, 7).states())
        .containsExactly(new PolicyState("calls", 10, MINUTE, 6, Duration.ofSeconds(30)));
  }

  @Test
  void aDenialChargesNothingToAnyPolicy() {
    RateLimiter limiter =
        limiter(
            Policy.fixedWindow("day", 100, Window.DAY),
            Policy.fixedWindow("agent-day", 2, Window.DAY).per("agent"),
            Policy.slidingWindow("burst", 10, MINUTE),
            Policy.tokenBucket("rate", 50, MINUTE));
    Subject withAgent = caller.with("agent", "a");
    assertThat(admitted(limiter, withAgent, 2)).isEqualTo(2);
    for (int i = 0; i < 20; i++) {
      Decision.Denied denied = (Decision.Denied) limiter.tryAcquire(withAgent);
      assertThat(denied.violations()).extracting("policy").containsExactly("agent-day");
      assertThat(denied.reason()).isEqualTo(Decision.Reason.QUOTA_EXCEEDED);
    }
    assertThat(limiter.tryAcquire(caller.with("agent", "b")).states())
        .extracting(PolicyState::remaining)
        .containsExactly(97L, 1L, 7L, 47L);
  }

  @Test
  void eachValueOfADimensionHasAQuotaOfItsOwnWithinTheSubjects() {
    RateLimiter limiter =
        limiter(
            Policy.fixedWindow("day", 5, Window.DAY),
            Policy.fixedWindow("agent-day", 2, Window.DAY).per("agent"));
    assertThat(admitted(limiter, caller.with("agent", "a"), 4)).isEqualTo(2);
    assertThat(admitted(limiter, caller.with("agent", "b"), 4)).isEqualTo(2);
    assertThat(admitted(limiter, caller.with("agent", "c"), 4)).isEqualTo(1);
  }

  @Test
  void everyDecisionIsOneRequestAndAnAdmissionOneWriteUnit() {
    RateLimiter limiter =
        limiter(
            Policy.fixedWindow("day", 20, Window.DAY),
            Policy.fixedWindow("agent-day", 15, Window.DAY).per("agent"),
            Policy.slidingWindow("burst", 10, MINUTE));
    Subject withAgent = caller.with("agent", "a");
    for (int i = 0; i < 10; i++) {
      assertThat(test.cost(() -> limiter.tryAcquire(withAgent))).isEqualTo(ONE_WRITE);
    }
    // DynamoDB does not report the unit that a failed condition costs.
    assertThat(test.cost(() -> assertThat(limiter.tryAcquire(withAgent).allowed()).isFalse()))
        .isEqualTo(new RequestCounter.Usage(1, 1, 0, 0));
  }

  @Test
  void aSlidingWindowOfFewStepsIsDecidedInOneRequestByEveryContainer() {
    Policy burst = Policy.slidingWindow("burst", 40, MINUTE);
    for (int i = 0; i < 60; i++) {
      RateLimiter fresh = limiter(burst);
      assertThat(test.cost(() -> fresh.tryAcquire(caller)).requests()).isEqualTo(1);
      test.advance(Duration.ofMillis(1_700));
    }
  }

  /** A 48th is what the steps that fit into one condition may be apart. */
  @Test
  void aContainerThatNeverSawTheWindowNeedsASecondRequestOnlyForTheLast48thOfALargeQuota() {
    Policy policy = Policy.slidingWindow("burst", 1_000, MINUTE);
    Random random = new Random(9);
    for (int i = 0; i < 150; i++) {
      test.advance(Duration.ofMillis(random.nextInt(2_500)));
      List<Decision> decided = new ArrayList<>();
      RateLimiter fresh = limiter(policy);
      int cost = 1 + random.nextInt(40);
      long requests = test.cost(() -> decided.add(fresh.tryAcquire(caller, cost))).requests();
      long remaining = decided.get(0).states().get(0).remaining();
      boolean nearTheLimit = decided.get(0).allowed() && remaining <= 1_000 / 48;
      assertThat(requests).as("%d left", remaining).isBetween(1L, nearTheLimit ? 2L : 1L);
    }
  }

  @Test
  void aSlidingWindowWeighsTheWindowBefore() {
    RateLimiter limiter = limiter(Policy.slidingWindow("burst", 10, MINUTE));
    test.time().set(Instant.parse("2026-11-15T10:20:00Z"));
    assertThat(admitted(limiter, 12)).isEqualTo(10);
    // 45 of 60 seconds are still covered: 10 weigh 7.
    test.time().set(Instant.parse("2026-11-15T10:21:15Z"));
    assertThat(admitted(limiter, 12)).isEqualTo(3);
    test.time().set(Instant.parse("2026-11-15T10:23:00Z"));
    assertThat(admitted(limiter, 12)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          10,         7
          1000,       313
          1000000000, 10000000
          """)
  void aRefusedRequestIsAdmittedAfterTheTimeItWasToldAndNotBefore(long quota, long cost) {
    for (Policy policy :
        List.of(
            Policy.fixedWindow("fixed", quota, Window.MINUTE),
            Policy.slidingWindow("sliding", quota, MINUTE),
            Policy.tokenBucket("bucket", quota, Duration.ofMinutes(20)))) {
      RateLimiter limiter = limiter(policy);
      assertThat(limiter.tryAcquire(caller, quota).allowed()).as("%s", policy).isTrue();
      test.advance(Duration.ofSeconds(3));
      Duration wait = denied(limiter, cost).retryAfter();
      test.advance(wait.minusNanos(1_000));
      assertThat(limiter.tryAcquire(caller, cost).allowed()).as("%s before", policy).isFalse();
      test.advance(Duration.ofNanos(1_000));
      assertThat(limiter.tryAcquire(caller, cost).allowed()).as("%s after", policy).isTrue();
    }
  }

  @Test
  void aBucketRefillsEvenlyAndHoldsABurst() {
    RateLimiter limiter = limiter(Policy.tokenBucket("rate", 20, Duration.ofSeconds(10)));
    assertThat(admitted(limiter, 30)).isEqualTo(20);
    assertThat(denied(limiter, 1).retryAfter()).isEqualTo(Duration.ofMillis(500));
    test.advance(Duration.ofMillis(1_400));
    assertThat(admitted(limiter, 30)).isEqualTo(2);
    test.advance(Duration.ofHours(1));
    assertThat(admitted(limiter, 30)).isEqualTo(20);
  }

  /**
   * Requests come independently of each other. The mean pause is that of the sustained rate, 500 ms
   * a token, divided by the load.
   */
  @ParameterizedTest(name = "{0} writers at {1} % of the sustained rate")
  @CsvSource(
      textBlock =
          """
          1, 50,  1.05
          1, 80,  1.05
          1, 125, 1.05
          8, 10,  1.2
          8, 50,  1.5
          8, 80,  1.35
          8, 95,  1.2
          8, 125, 1.1
          """)
  void writersOfABucketNeedLittleMoreThanOneRequest(int writers, int load, double most) {
    Policy rate = Policy.tokenBucket("rate", 20, Duration.ofSeconds(10));
    List<RateLimiter> containers = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      containers.add(limiter(rate));
    }
    Random random = new Random(7);
    long requests = 0;
    int admissions = 0;
    for (int i = 0; i < 400; i++) {
      double pause = -Math.log(1 - random.nextDouble()) * 50_000 / load;
      long micros = (long) (pause * 1_000);
      test.advance(Duration.ofNanos(1_000 * micros));
      RateLimiter container = containers.get(random.nextInt(writers));
      List<Decision> decided = new ArrayList<>();
      long cost = test.cost(() -> decided.add(container.tryAcquire(caller))).requests();
      if (decided.get(0).allowed()) {
        admissions++;
        requests += cost;
      } else {
        assertThat(cost).isEqualTo(1);
      }
    }
    double each = requests / (double) admissions;
    System.out.printf("bucket: %d writers at %d %%: %.3f requests%n", writers, load, each);
    assertThat(each).isLessThanOrEqualTo(most);
  }

  @Test
  void aLoweredRateHoldsFromTheNextDecisionOn() {
    admitted(limiter(Policy.tokenBucket("rate", 100, MINUTE)), 100);
    RateLimiter lowered = limiter(Policy.tokenBucket("rate", 10, MINUTE));
    assertThat(admitted(lowered, 5)).isZero();
    test.advance(Duration.ofSeconds(12));
    assertThat(admitted(lowered, 5)).isEqualTo(2);
  }

  @Test
  void aRaisedQuotaHoldsFromTheNextDecisionOn() {
    admitted(limiter(Policy.tokenBucket("rate", 10, MINUTE)), 10);
    RateLimiter raised = limiter(Policy.tokenBucket("rate", 100, MINUTE));
    test.advance(Duration.ofSeconds(6));
    assertThat(admitted(raised, 100)).isEqualTo(10);
  }

  @Test
  void policiesAcrossSubjectsAreChargedInOneTransactionOrNotAtAll() {
    RateLimiter limiter =
        limiter(
            Policy.fixedWindow("ip-day", 3, Window.DAY),
            Policy.fixedWindow("tenant-day", 5, Window.DAY).across("tenant"));
    Subject one = caller.with("tenant", test.owner());
    Subject two = Subject.of("ip", test.owner() + "2").with("tenant", test.owner());
    assertThat(test.cost(() -> admitted(limiter, one, 1)).attempts()).isEqualTo(1);
    // A transaction tells nothing of the items it wrote, so what is left is computed.
    assertThat(
            limiter
                .tryAcquire(
                    Subject.of("ip", test.owner() + "9").with("tenant", "none" + test.owner()))
                .states())
        .extracting(PolicyState::remaining)
        .containsExactly(2L, 4L);
    assertThat(admitted(limiter, one, 4)).isEqualTo(2);
    assertThat(admitted(limiter, two, 4)).isEqualTo(2);
    Decision.Denied denied = (Decision.Denied) limiter.tryAcquire(two);
    assertThat(denied.violations()).extracting("policy").containsExactly("tenant-day");
    RateLimiter addressAlone = limiter(Policy.fixedWindow("ip-day", 3, Window.DAY));
    assertThat(admitted(addressAlone, two, 4)).isEqualTo(1);
  }

  @Test
  void tenPoliciesFitIntoOneWrite() {
    List<Policy> policies = new ArrayList<>();
    policies.add(Policy.slidingWindow("burst", 1_000_000, MINUTE));
    for (int i = 0; i < 9; i++) {
      policies.add(Policy.tokenBucket("a-policy-with-long-name" + i, 100, MINUTE).per("agent"));
    }
    RateLimiter limiter = limiter(policies.toArray(Policy[]::new));
    for (int i = 0; i < 5; i++) {
      assertThat(limiter.tryAcquire(caller.with("agent", "agent" + i)).allowed()).isTrue();
      test.advance(Duration.ofMinutes(7));
    }
  }

  @Test
  void countersThatNoLongerCountLeaveTheItem() {
    RateLimiter limiter =
        limiter(
            Policy.fixedWindow("minute", 100, Window.MINUTE).per("agent"),
            Policy.slidingWindow("burst", 100, Duration.ofSeconds(90)),
            Policy.tokenBucket("rate", 100, MINUTE).per("agent"));
    for (int i = 0; i < 200; i++) {
      limiter.tryAcquire(caller.with("agent", "agent" + i));
      test.advance(Duration.ofSeconds(30));
    }
    Place place = new Place("ip", test.owner(), "");
    assertThat(test.table().get(place.key("door")).orElseThrow().attributes()).hasSizeLessThan(60);
  }

  @Test
  void aClockThatStepsBackMeetsTheCountersItLeft() {
    RateLimiter limiter =
        limiter(
            Policy.fixedWindow("minute", 3, Window.MINUTE),
            Policy.slidingWindow("burst", 3, Duration.ofMinutes(10)),
            Policy.tokenBucket("rate", 3, Duration.ofHours(1)));
    assertThat(admitted(limiter, 5)).isEqualTo(3);
    test.time().set(test.time().instant().plus(Duration.ofMinutes(5)));
    limiter.tryAcquire(caller);
    test.time().set(test.time().instant().minus(Duration.ofMinutes(5)));
    assertThat(admitted(limiter, 5)).isZero();
  }

  @Test
  void aCostAboveTheQuotaIsDeniedForGoodWithoutAWrite() {
    RateLimiter limiter = limiter(Policy.fixedWindow("calls", 10, Window.MINUTE));
    RequestCounter.Usage cost =
        test.cost(() -> assertThat(denied(limiter, 11).retryAfter()).isEqualTo(MINUTE));
    assertThat(cost.writeUnits()).isZero();
    assertThat(cost.requests()).isEqualTo(1);
    assertThat(limiter.tryAcquire(caller, 10).allowed()).isTrue();
  }

  @Test
  void thirtyTwoThreadsInEightContainersAdmitExactlyTheQuota() throws Exception {
    Policy[] policies = {
      Policy.fixedWindow("day", 100, Window.DAY),
      Policy.slidingWindow("burst", 150, MINUTE),
      Policy.tokenBucket("rate", 120, Duration.ofHours(12))
    };
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int container = 0; container < 8; container++) {
        RateLimiter limiter = limiter(policies);
        for (int thread = 0; thread < 4; thread++) {
          calls.add(() -> admitted(limiter, 10));
        }
      }
      int total = 0;
      for (Future<Integer> call : threads.invokeAll(calls)) {
        total += call.get();
      }
      assertThat(total).isEqualTo(100);
      assertThat(limiter(policies).tryAcquire(caller).states())
          .extracting(PolicyState::remaining)
          .containsExactly(0L, 50L, 20L);
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1000000000001"})
  void aCostOutOfRangeIsRefused(long cost) {
    RateLimiter limiter = limiter(Policy.fixedWindow("calls", 10, Window.MINUTE));
    assertThatThrownBy(() -> limiter.tryAcquire(caller, cost))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Long.toString(cost));
  }

  @Test
  void aSubjectWithoutThePoliciesDimensionIsRefused() {
    RateLimiter limiter = limiter(Policy.fixedWindow("calls", 10, Window.MINUTE).per("agent"));
    assertThatThrownBy(() -> limiter.tryAcquire(caller))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("subject of kind ip has no dimension agent");
  }

  private int admitted(RateLimiter limiter, int requests) {
    return admitted(limiter, caller, requests);
  }

  private static int admitted(RateLimiter limiter, Subject subject, int requests) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      admitted += limiter.tryAcquire(subject).allowed() ? 1 : 0;
    }
    return admitted;
  }

  private Decision.Denied denied(RateLimiter limiter, long cost) {
    Decision decision = limiter.tryAcquire(caller, cost);
    assertThat(decision).isInstanceOf(Decision.Denied.class);
    return (Decision.Denied) decision;
  }
}
