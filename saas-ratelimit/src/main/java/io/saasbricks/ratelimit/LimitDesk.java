package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.WriteOutcome;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where one looks up and corrects what limiters of the same {@link Limits} have counted. Limiters
 * see a change at their next decision, those that remember denials when they forget them; permits
 * that a container has leased stay leased. Safe for concurrent use.
 *
 * <p>Every method throws {@link io.saasbricks.core.table.StoreUnavailableException} if the outcome
 * is not known, and {@link IllegalArgumentException} if a policy counts by a dimension that the
 * subject does not have. All but {@link #refund} may then be repeated safely.
 */
public final class LimitDesk {
  private static final int ROUNDS = 10;

  private final SaasTable table;
  private final Limits limits;
  private final InstantSource time;
  private final RandomGenerator random;

  private LimitDesk(SaasTable table, Limits limits, InstantSource time, RandomGenerator random) {
    this.table = Objects.requireNonNull(table, "table");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.time = Objects.requireNonNull(time, "time");
    this.random = random;
  }

  /** The desk of the limiters that were built with the same table and limits. */
  public static LimitDesk of(SaasTable table, Limits limits, InstantSource time) {
    return new LimitDesk(table, limits, time, new SecureRandom());
  }

  /** Every policy's state, in the order of the limits' items; charges nothing. One read an item. */
  public List<PolicyState> peek(Subject subject) {
    return Account.of(limits, subject, 1, time.instant(), 0).stream()
        .flatMap(account -> new Sight(account, item(account.key())).states(0).stream())
        .toList();
  }

  /**
   * Gives back what a decision charged, as far as it still counts; for a token bucket, until it
   * would have refilled from empty. One read and one write of each item; where policies count
   * across, the items follow each other. To be called once a decision: a second call gives back a
   * second time.
   *
   * @throws ContendedException if others changed an item each time before this could
   */
  public void refund(Subject subject, Decision.Allowed charged) {
    long token = random.nextLong(LimitItem.TOKENS_END);
    Account.of(limits, subject, charged.cost(), charged.at(), token).forEach(this::refund);
  }

  private void refund(Account account) {
    Sight sight = new Sight(account, item(account.key()));
    for (int round = 0; round < ROUNDS; round++) {
      Optional<Change> change = sight.refund(time.instant());
      if (change.isEmpty()) {
        return;
      }
      WriteOutcome outcome =
          table.update(account.key(), change.get().update(), change.get().condition());
      if (!(outcome instanceof WriteOutcome.Refused refused)) {
        return;
      }
      sight = new Sight(account, refused.existing().orElse(Item.empty()));
    }
    throw new ContendedException(limits.name());
  }

  /**
   * Forgets what was counted for the subject, but not its overrides, nor what policies count
   * across. One read and one write.
   *
   * @throws ContendedException if an override changed meanwhile
   */
  public void reset(Subject subject) {
    Key key = Scope.WHOLE.place(subject).key(limits.name());
    Item item = item(key);
    WriteOutcome outcome =
        LimitItem.hasOverrides(item)
            ? table.put(key, LimitItem.onlyOverrides(item), LimitItem.unchangedOverrides(item))
            : table.delete(key, LimitItem.unchangedOverrides(item));
    requireApplied(outcome);
  }

  /**
   * Gives the subject, and no other, another quota for the policy, until it is given another or
   * {@link #endOverride}. One write. Its item is then kept for good. What has been counted stays
   * counted: a quota below it denies until enough has run off.
   *
   * @param quota in the range of the policy's kind, see {@link Policy}
   * @throws IllegalArgumentException if there is no such policy, or the quota is out of its range
   */
  public void override(Subject subject, String policy, long quota) {
    Policy overridden = limits.policy(policy).limitedTo(quota);
    table.update(key(overridden, subject), LimitItem.override(overridden), Condition.always());
  }

  /**
   * Gives the subject the policy's own quota again. One read, and one write if it had another.
   *
   * @throws IllegalArgumentException if there is no such policy
   * @throws ContendedException if another override changed meanwhile
   */
  public void endOverride(Subject subject, String policy) {
    Key key = key(limits.policy(policy), subject);
    Item item = item(key);
    if (LimitItem.overrides(item, policy)) {
      requireApplied(
          table.update(
              key,
              LimitItem.endOverride(policy, item, time.instant()),
              LimitItem.unchangedOverrides(item)));
    }
  }

  private Key key(Policy policy, Subject subject) {
    return policy.scope().place(subject).key(limits.name());
  }

  private Item item(Key key) {
    return table.get(key).orElse(Item.empty());
  }

  private void requireApplied(WriteOutcome outcome) {
    if (!outcome.applied()) {
      throw new ContendedException(limits.name());
    }
  }
}
