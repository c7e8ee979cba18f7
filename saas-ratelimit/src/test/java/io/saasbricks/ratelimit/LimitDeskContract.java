package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.table.Key;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the desk looks up and corrects, whatever database the counters are in. */
abstract class LimitDeskContract {
  private static final Limits LIMITS =
      Limits.of(
          "door",
          Policy.fixedWindow("day", 100, Window.DAY),
          Policy.fixedWindow("agent-day", 50, Window.DAY).per("agent"),
          Policy.slidingWindow("burst", 10, Duration.ofMinutes(1)),
          Policy.tokenBucket("rate", 20, Duration.ofMinutes(1)),
          Policy.fixedWindow("tenant-day", 40, Window.DAY).across("tenant"));

  private final TestTable test;
  private final Subject caller;
  private final RateLimiter limiter;
  private final LimitDesk desk;

  LimitDeskContract(TestTable test) {
    this.test = test;
    this.caller = Subject.of("ip", test.owner()).with("agent", "a").with("tenant", test.owner());
    this.limiter = RateLimiter.of(test.table(), LIMITS, test.time());
    this.desk = LimitDesk.of(test.table(), LIMITS, test.time());
  }

  @Test
  void aLookChargesNothing() {
    assertRemaining(100, 50, 10, 20, 40);
    limiter.tryAcquire(caller, 7);
    for (int i = 0; i < 3; i++) {
      assertRemaining(93, 43, 3, 13, 33);
    }
  }

  @Test
  void aRefundGivesBackWhatStillCounts() {
    limiter.tryAcquire(caller, 3);
    Decision.Allowed charged = (Decision.Allowed) limiter.tryAcquire(caller, 7);
    desk.refund(caller, charged);
    assertRemaining(97, 47, 7, 17, 37);
    assertThat(limiter.tryAcquire(caller, 7).allowed()).isTrue();
  }

  @Test
  void aRefundOfYesterdayGivesNothingToday() {
    Decision.Allowed charged = (Decision.Allowed) limiter.tryAcquire(caller, 7);
    test.advance(Duration.ofDays(1));
    limiter.tryAcquire(caller, 4);
    desk.refund(caller, charged);
    assertRemaining(96, 46, 6, 16, 36);
  }

  @Test
  void aResetForgetsTheSubjectsCountsButNotWhatOthersShare() {
    limiter.tryAcquire(caller, 7);
    desk.reset(caller);
    assertRemaining(100, 50, 10, 20, 33);
    assertThat(limiter.tryAcquire(caller, 10).allowed()).isTrue();
  }

  @Test
  void anOverrideBitesAtTheNextDecision() {
    limiter.tryAcquire(caller, 7);
    desk.override(caller, "burst", 8);
    assertThat(limiter.tryAcquire(caller, 2).allowed()).isFalse();
    assertThat(limiter.tryAcquire(caller, 1).allowed()).isTrue();
    desk.override(caller, "burst", 1_000);
    desk.override(caller, "rate", 1_000);
    assertThat(limiter.tryAcquire(caller, 20).allowed()).isTrue();
    desk.endOverride(caller, "burst");
    assertThat(limiter.tryAcquire(caller, 1).allowed()).isFalse();
  }

  /** Policies across subjects have an item of their own, so there are two. */
  @Test
  void theDeskCostsAReadAndAWriteOfEachItem() {
    Decision.Allowed charged = (Decision.Allowed) limiter.tryAcquire(caller, 3);
    assertCost(2, 0, () -> desk.peek(caller));
    assertCost(4, 2, () -> desk.refund(caller, charged));
    assertCost(1, 1, () -> desk.override(caller, "burst", 5));
    assertCost(2, 1, () -> desk.endOverride(caller, "burst"));
    assertCost(1, 0, () -> desk.endOverride(caller, "burst"));
    assertCost(2, 1, () -> desk.reset(caller));
  }

  @Test
  void aRefundOfWhatWasNeverChargedToTheSubjectGivesNothing() {
    Decision.Allowed charged = (Decision.Allowed) limiter.tryAcquire(caller, 7);
    Subject other =
        Subject.of("ip", test.owner() + "3").with("agent", "b").with("tenant", test.owner() + "3");
    desk.refund(other, charged);
    assertRemaining(93, 43, 3, 13, 33);
    assertThat(desk.peek(other)).allMatch(state -> state.remaining() == state.quota());
  }

  @Test
  void whatIsCountedStaysCountedUnderALowerQuota() {
    limiter.tryAcquire(caller, 7);
    desk.override(caller, "day", 5);
    assertRemaining(0, 43, 3, 13, 33);
    assertThat(limiter.tryAcquire(caller, 1).allowed()).isFalse();
    test.advance(Duration.ofDays(1));
    assertThat(limiter.tryAcquire(caller, 5).allowed()).isTrue();
  }

  @Test
  void anOverrideIsTheSubjectsOwn() {
    desk.override(caller, "burst", 1);
    Subject other =
        Subject.of("ip", test.owner() + "2").with("agent", "a").with("tenant", test.owner());
    assertThat(limiter.tryAcquire(other, 2).allowed()).isTrue();
    assertThat(limiter.tryAcquire(caller, 2).allowed()).isFalse();
  }

  @Test
  void anOverrideOutlivesResetsAndLongSilence() {
    desk.override(caller, "burst", 3);
    limiter.tryAcquire(caller, 3);
    desk.reset(caller);
    assertRemaining(100, 50, 3, 20, 37);
    test.advance(Duration.ofDays(400));
    assertRemaining(100, 50, 3, 20, 40);
    assertThat(limiter.tryAcquire(caller, 4).allowed()).isFalse();
    assertThat(limiter.tryAcquire(caller, 3).allowed()).isTrue();
  }

  @Test
  void anEndedOverrideLeavesNothingBehind() {
    desk.override(caller, "burst", 3);
    desk.override(caller, "day", 3);
    desk.endOverride(caller, "burst");
    desk.endOverride(caller, "burst");
    assertRemaining(3, 50, 10, 20, 40);
    desk.endOverride(caller, "day");
    assertRemaining(100, 50, 10, 20, 40);
    test.advance(Duration.ofDays(64));
    assertThat(test.table().get(item())).isEmpty();
  }

  @Test
  void anOverrideThatRemainsKeepsTheItem() {
    desk.override(caller, "burst", 3);
    desk.override(caller, "day", 3);
    desk.endOverride(caller, "burst");
    test.advance(Duration.ofDays(400));
    assertRemaining(3, 50, 10, 20, 40);
  }

  @Test
  void aResetLeavesNoItemWithoutAnOverride() {
    limiter.tryAcquire(caller, 7);
    desk.reset(caller);
    assertThat(test.table().get(item())).isEmpty();
    desk.override(caller, "burst", 3);
    desk.reset(caller);
    assertThat(test.table().get(item())).isPresent();
  }

  private Key item() {
    return new Place("ip", test.owner(), "").key("door");
  }

  @ParameterizedTest
  @CsvSource({"nothing, 10", "burst, 0", "burst, 1000000001", "rate, -1"})
  void anOverrideThatCannotBeIsRefused(String policy, long quota) {
    assertThatThrownBy(() -> desk.override(caller, policy, quota))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(policy);
  }

  private void assertCost(long requests, double writeUnits, Runnable call) {
    assertThat(test.cost(call))
        .satisfies(
            cost -> {
              assertThat(cost.requests()).isEqualTo(requests);
              assertThat(cost.writeUnits()).isEqualTo(writeUnits);
            });
  }

  private void assertRemaining(long... remaining) {
    assertThat(desk.peek(caller).stream().mapToLong(PolicyState::remaining).toArray())
        .containsExactly(remaining);
  }
}
