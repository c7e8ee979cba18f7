package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.table.StoreUnavailableException;
import io.saasbricks.local.simulation.Fault;
import io.saasbricks.local.simulation.FaultPlan;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes that the SDK sends again are charged once. */
class LostAnswerTest {
  private static final Subject CALLER = Subject.of("ip", "192.0.2.1").with("tenant", "acme");

  @ParameterizedTest
  @EnumSource(names = {"LOST_ANSWER", "SERVER_ERROR_AFTER", "LOST_REQUEST", "SERVER_ERROR_BEFORE"})
  void aRepeatedWriteIsChargedOnce(Fault fault) {
    TestTable test = TestTable.inMemory(FaultPlan.script(Map.of(0, fault, 2, fault)));
    RateLimiter limiter = limiter(test, Policy.fixedWindow("calls", 10, Window.DAY));
    assertThat(remaining(limiter.tryAcquire(CALLER, 4))).isEqualTo(6);
    assertThat(remaining(limiter.tryAcquire(CALLER, 4))).isEqualTo(2);
    assertThat(limiter.tryAcquire(CALLER, 4).allowed()).isFalse();
  }

  @Test
  void aRepeatedTransactionIsChargedOnce() {
    TestTable test = TestTable.inMemory(FaultPlan.script(Map.of(0, Fault.LOST_ANSWER)));
    RateLimiter limiter =
        limiter(
            test,
            Policy.fixedWindow("calls", 10, Window.DAY),
            Policy.fixedWindow("tenant-calls", 8, Window.DAY).across("tenant"));
    assertThat(limiter.tryAcquire(CALLER, 4).allowed()).isTrue();
    assertThat(limiter.tryAcquire(CALLER, 4).allowed()).isTrue();
    assertThat(limiter.tryAcquire(CALLER, 1).allowed()).isFalse();
  }

  @Test
  void theLastAdmissionIsToldThoughItsRepetitionFindsTheQuotaUsedUp() {
    TestTable test = TestTable.inMemory(FaultPlan.script(Map.of(0, Fault.LOST_ANSWER)));
    RateLimiter limiter = limiter(test, Policy.tokenBucket("calls", 4, Duration.ofDays(1)));
    assertThat(remaining(limiter.tryAcquire(CALLER, 4))).isZero();
    assertThat(limiter.tryAcquire(CALLER).allowed()).isFalse();
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsAnException() {
    AtomicBoolean broken = new AtomicBoolean(true);
    TestTable test =
        TestTable.inMemory(
            (number, operation) ->
                broken.get() ? Optional.of(Fault.LOST_REQUEST) : Optional.empty());
    broken.set(true);
    RateLimiter limiter = limiter(test, Policy.fixedWindow("calls", 10, Window.DAY));
    assertThatThrownBy(() -> limiter.tryAcquire(CALLER))
        .isInstanceOf(StoreUnavailableException.class);
    broken.set(false);
    assertThat(remaining(limiter.tryAcquire(CALLER))).isEqualTo(9);
  }

  private static RateLimiter limiter(TestTable test, Policy... policies) {
    return RateLimiter.of(test.table(), Limits.of("door", policies), test.time());
  }

  private static long remaining(Decision decision) {
    assertThat(decision.allowed()).isTrue();
    return decision.states().get(0).remaining();
  }
}
