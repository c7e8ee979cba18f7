package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.SaasException;
import io.saasbricks.local.simulation.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What a limiter's options add: remembered denials, answers to failures, shadow mode, a listener.
 */
class OptionsTest {
  private static final Subject CALLER = Subject.of("ip", "192.0.2.1");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final AtomicBoolean broken = new AtomicBoolean();
  private final TestTable test =
      TestTable.inMemory(
          (number, operation) -> broken.get() ? Optional.of(Fault.LOST_REQUEST) : Optional.empty());
  private final List<Decision> decisions = new ArrayList<>();
  private final List<SaasException> failures = new ArrayList<>();
  private final LimitListener noting =
      new LimitListener() {
        @Override
        public void decided(Subject subject, Decision decision) {
          decisions.add(decision);
        }

        @Override
        public void failed(Subject subject, SaasException cause) {
          failures.add(cause);
        }
      };

  private RateLimiterBuilder limiter(Policy... policies) {
    return RateLimiter.builder(test.table(), Limits.of("door", policies), test.time());
  }

  private RateLimiter remembering(Policy... policies) {
    return limiter(policies).rememberingDenials(LONGEST, test.time().nanos()).build();
  }

  @Test
  void aFloodThatIsDeniedCostsOneRequest() {
    RateLimiter limiter = remembering(Policy.fixedWindow("calls", 5, Window.MINUTE));
    limiter.tryAcquire(CALLER, 5);
    Decision first = limiter.tryAcquire(CALLER);
    assertThat(
            test.cost(
                    () -> {
                      for (int i = 0; i < 1_000; i++) {
                        assertThat(limiter.tryAcquire(CALLER)).isEqualTo(first);
                      }
                    })
                .requests())
        .isZero();
  }

  @Test
  void anAddressWhoseDayIsOverIsDeniedForEveryAgentWithoutARequest() {
    RateLimiter limiter =
        remembering(
            Policy.fixedWindow("day", 5, Window.DAY),
            Policy.fixedWindow("agent-day", 3, Window.DAY).per("agent"));
    limiter.tryAcquire(CALLER.with("agent", "a"), 3);
    limiter.tryAcquire(CALLER.with("agent", "b"), 2);
    assertThat(limiter.tryAcquire(CALLER.with("agent", "c")).allowed()).isFalse();
    long requests =
        test.cost(
                () -> {
                  for (int i = 0; i < 1_000; i++) {
                    Decision.Denied denied =
                        (Decision.Denied) limiter.tryAcquire(CALLER.with("agent", "agent" + i));
                    assertThat(denied.violations()).extracting("policy").containsExactly("day");
                    assertThat(denied.states()).extracting("policy").containsExactly("day");
                  }
                })
            .requests();
    assertThat(requests).isZero();
  }

  @Test
  void anAgentWhoseDayIsOverIsRememberedForThatAgentAlone() {
    RateLimiter limiter =
        remembering(
            Policy.fixedWindow("day", 5, Window.DAY),
            Policy.fixedWindow("agent-day", 3, Window.DAY).per("agent"));
    limiter.tryAcquire(CALLER.with("agent", "a"), 3);
    Decision denied = limiter.tryAcquire(CALLER.with("agent", "a"));
    assertThat(limiter.tryAcquire(CALLER.with("agent", "b")).allowed()).isTrue();
    assertThat(test.cost(() -> limiter.tryAcquire(CALLER.with("agent", "a"))).requests()).isZero();
    assertThat(limiter.tryAcquire(CALLER.with("agent", "a"))).isEqualTo(denied);
  }

  @Test
  void whatWasDeniedTwiceIsDeniedAnotherAgentForTheAddressAlone() {
    RateLimiter limiter =
        remembering(
            Policy.fixedWindow("day", 3, Window.DAY),
            Policy.fixedWindow("agent-day", 3, Window.DAY).per("agent"));
    limiter.tryAcquire(CALLER.with("agent", "a"), 3);
    Decision.Denied both = (Decision.Denied) limiter.tryAcquire(CALLER.with("agent", "a"));
    assertThat(both.violations()).extracting("policy").containsExactly("day", "agent-day");
    Decision.Denied other = (Decision.Denied) limiter.tryAcquire(CALLER.with("agent", "b"));
    assertThat(other.violations()).extracting("policy").containsExactly("day");
  }

  @Test
  void aRememberedDenialForgetsTheViolationThatIsOver() {
    RateLimiter limiter =
        remembering(
            Policy.fixedWindow("minute", 3, Window.MINUTE),
            Policy.fixedWindow("hour", 3, Window.HOUR));
    limiter.tryAcquire(CALLER, 3);
    Decision.Denied both = (Decision.Denied) limiter.tryAcquire(CALLER);
    assertThat(both.violations()).extracting("policy").containsExactly("minute", "hour");
    test.advance(both.violations().get(0).retryAfter());
    Decision.Denied later = (Decision.Denied) limiter.tryAcquire(CALLER);
    assertThat(later.violations()).extracting("policy").containsExactly("hour");
    assertThat(test.cost(() -> limiter.tryAcquire(CALLER)).requests()).isZero();
  }

  @Test
  void aTenantWhoseDayIsOverIsDeniedFromEveryAddress() {
    RateLimiter limiter =
        remembering(
            Policy.fixedWindow("day", 5, Window.DAY),
            Policy.fixedWindow("tenant-day", 3, Window.DAY).across("tenant"));
    limiter.tryAcquire(CALLER.with("tenant", "acme"), 3);
    limiter.tryAcquire(CALLER.with("tenant", "acme"));
    Subject another = Subject.of("ip", "192.0.2.9").with("tenant", "acme");
    assertThat(test.cost(() -> limiter.tryAcquire(another)).requests()).isZero();
    assertThat(limiter.tryAcquire(another.with("tenant", "umbrella")).allowed()).isTrue();
  }

  @Test
  void aRememberedDenialCountsDown() {
    RateLimiter limiter = remembering(Policy.fixedWindow("calls", 5, Window.MINUTE));
    limiter.tryAcquire(CALLER, 5);
    limiter.tryAcquire(CALLER);
    test.advance(Duration.ofSeconds(10));
    Duration left = Duration.ofSeconds(20);
    assertThat(limiter.tryAcquire(CALLER))
        .isEqualTo(
            new Decision.Denied(
                Decision.Reason.QUOTA_EXCEEDED,
                List.of(new Decision.Violation("calls", left)),
                left,
                List.of(new PolicyState("calls", 5, MINUTE, 0, left))));
    test.advance(left);
    assertThat(limiter.tryAcquire(CALLER).allowed()).isTrue();
  }

  @Test
  void aClockThatStepsBackDeniesNothingFromMemory() {
    RateLimiter limiter = remembering(Policy.fixedWindow("calls", 5, Window.MINUTE));
    limiter.tryAcquire(CALLER, 5);
    limiter.tryAcquire(CALLER);
    test.time().set(test.time().instant().minus(MINUTE));
    assertThat(limiter.tryAcquire(CALLER).allowed()).isTrue();
  }

  @Test
  void theOrderOfTheOptionsDoesNotMatter() {
    LongSupplier nanos = test.time().nanos();
    Duration budget = Duration.ofSeconds(20);
    List<UnaryOperator<RateLimiterBuilder>> options =
        List.of(
            builder -> builder.telling(noting),
            builder -> builder.failing(FailureAnswer.DENY, budget, nanos),
            builder -> builder.rememberingDenials(LONGEST, nanos),
            builder -> builder.leasing(10),
            RateLimiterBuilder::inShadow);
    broken.set(true);
    for (int first = 0; first < options.size(); first++) {
      RateLimiterBuilder builder = limiter(Policy.fixedWindow("calls", 5, Window.MINUTE));
      for (int i = 0; i < options.size(); i++) {
        builder = options.get((first + i) % options.size()).apply(builder);
      }
      assertThat(builder.build().tryAcquire(CALLER).allowed()).as("in shadow").isTrue();
      assertThat(decisions).hasSize(first + 1).noneMatch(Decision::allowed);
      assertThat(failures).hasSize(first + 1);
    }
  }

  @Test
  void aSmallerCostIsStillTried() {
    RateLimiter limiter = remembering(Policy.fixedWindow("calls", 5, Window.MINUTE));
    limiter.tryAcquire(CALLER, 3);
    assertThat(limiter.tryAcquire(CALLER, 4).allowed()).isFalse();
    assertThat(limiter.tryAcquire(CALLER, 2).allowed()).isTrue();
  }

  @Test
  void aRefundIsNoticedWhenTheMemoryEnds() {
    RateLimiter limiter =
        limiter(Policy.fixedWindow("calls", 5, Window.DAY))
            .rememberingDenials(Duration.ofSeconds(5), test.time().nanos())
            .build();
    Limits limits = Limits.of("door", Policy.fixedWindow("calls", 5, Window.DAY));
    limiter.tryAcquire(CALLER, 5);
    limiter.tryAcquire(CALLER);
    LimitDesk.of(test.table(), limits, test.time()).reset(CALLER);
    assertThat(limiter.tryAcquire(CALLER).allowed()).isFalse();
    test.advance(Duration.ofSeconds(5));
    assertThat(limiter.tryAcquire(CALLER).allowed()).isTrue();
  }

  /** Two limiters, one with a memory and one without, over tables that are treated the same. */
  @Test
  void noRememberedDenialRefusesWhatTheTableWouldAdmit() {
    Policy[] policies = {
      Policy.fixedWindow("minute", 12, Window.MINUTE),
      Policy.slidingWindow("burst", 9, Duration.ofSeconds(40)),
      Policy.tokenBucket("rate", 7, Duration.ofSeconds(20))
    };
    TestTable reference = TestTable.inMemory();
    RateLimiter plain =
        RateLimiter.of(reference.table(), Limits.of("door", policies), reference.time());
    RateLimiter limiter = remembering(policies);
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      Duration step = Duration.ofMillis(random.nextInt(1_500));
      test.advance(step);
      reference.advance(step);
      int cost = 1 + random.nextInt(4);
      assertThat(limiter.tryAcquire(CALLER, cost).allowed())
          .as("decision %d", i)
          .isEqualTo(plain.tryAcquire(CALLER, cost).allowed());
    }
    assertThat(test.counter().snapshot().total().requests())
        .isLessThan(reference.counter().snapshot().total().requests() * 2 / 3);
  }

  @Test
  void aLimiterThatFailsOpenAdmitsAndTellsOfIt() {
    RateLimiter limiter = failing(FailureAnswer.ADMIT);
    broken.set(true);
    assertThat(limiter.tryAcquire(CALLER, 3))
        .isEqualTo(new Decision.Allowed(test.time().instant(), 3, List.of()));
    assertThat(failures).singleElement().satisfies(e -> assertThat(e.retryable()).isTrue());
    broken.set(false);
    assertThat(limiter.tryAcquire(CALLER).states().get(0).remaining()).isEqualTo(4);
    assertThat(failures).hasSize(1);
  }

  @Test
  void aLimiterThatFailsClosedDeniesAndTellsOfIt() {
    RateLimiter limiter = failing(FailureAnswer.DENY);
    broken.set(true);
    assertThat(limiter.tryAcquire(CALLER))
        .isEqualTo(
            new Decision.Denied(
                Decision.Reason.UNAVAILABLE, List.of(), Duration.ofSeconds(1), List.of()));
    assertThat(failures).hasSize(1);
    assertThat(decisions).hasSize(1);
  }

  @Test
  void aDecisionEndsWithItsBudget() {
    // Every request takes a second of the time that the budget of 150 milliseconds is measured on.
    TestTable slow = TestTable.inMemory();
    RateLimiter limiter =
        RateLimiter.builder(
                slow.table(),
                Limits.of("door", Policy.fixedWindow("calls", 5, Window.MINUTE)),
                slow.time())
            .failing(
                FailureAnswer.DENY,
                Duration.ofMillis(150),
                () -> {
                  slow.advance(Duration.ofSeconds(1));
                  return slow.time().nanos().getAsLong();
                })
            .build();
    assertThat(limiter.tryAcquire(CALLER))
        .isInstanceOfSatisfying(
            Decision.Denied.class,
            denied -> assertThat(denied.reason()).isEqualTo(Decision.Reason.UNAVAILABLE));
  }

  @Test
  void aShadowLetsEverythingPassAndTellsTheTruth() {
    RateLimiter limiter =
        limiter(Policy.fixedWindow("calls", 2, Window.MINUTE)).telling(noting).inShadow().build();
    for (int i = 0; i < 5; i++) {
      assertThat(limiter.tryAcquire(CALLER).allowed()).isTrue();
    }
    assertThat(decisions)
        .extracting(Decision::allowed)
        .containsExactly(true, true, false, false, false);
  }

  @Test
  void aDurationMustBePositive() {
    RateLimiterBuilder builder = limiter(Policy.fixedWindow("calls", 2, Window.MINUTE));
    assertThatThrownBy(() -> builder.rememberingDenials(Duration.ZERO, test.time().nanos()))
        .hasMessage("a duration must be positive: PT0S");
    assertThatThrownBy(
            () -> builder.failing(FailureAnswer.ADMIT, Duration.ofSeconds(-1), test.time().nanos()))
        .hasMessage("a duration must be positive: PT-1S");
  }

  private RateLimiter failing(FailureAnswer answer) {
    return limiter(Policy.fixedWindow("calls", 5, Window.MINUTE))
        .failing(answer, Duration.ofSeconds(20), test.time().nanos())
        .telling(noting)
        .build();
  }
}
