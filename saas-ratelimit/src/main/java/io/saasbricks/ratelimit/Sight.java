package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An account and its item as last seen.
 *
 * @param item empty if it was never seen or is not there
 */
record Sight(Account account, Item item) {
  private static final int MOST_REMOVED = 30;

  /** What is written to charge the account, right for an item that is still as seen. */
  Change charge() {
    Change change =
        LimitItem.leave(account.token())
            .and(new Change(LimitItem.expire(expiry()), LimitItem.unchangedOverrides(item)));
    for (Charge charge : charges()) {
      change = change.and(charge.policy().algorithm().charge(charge, item));
    }
    Change traced = account.trace().map(trace -> trace.leave(item)).orElse(Change.NONE);
    return change.and(traced).and(new Change(removal(), Condition.always()));
  }

  /** The item with what can be learned from it by one who remembered another. */
  Item remembered(Item known) {
    Item remembered = item;
    for (Charge charge : charges()) {
      remembered = charge.policy().algorithm().remember(charge, known, remembered);
    }
    return remembered;
  }

  /** What gives the charge back; empty if that has been done or no part of it counts now. */
  Optional<Change> refund(Instant now) {
    if (charged()) {
      return Optional.empty();
    }
    return charges().stream()
        .filter(charge -> charge.policy().algorithm().over(charge).isAfter(now))
        .map(charge -> charge.policy().algorithm().refund(charge, item))
        .filter(change -> !change.equals(Change.NONE))
        .reduce(Change::and)
        .map(LimitItem.leave(account.token())::and);
  }

  /** Whether the cost is above a quota, so that no counter matters. */
  boolean hopeless() {
    return charges().stream().anyMatch(Charge::hopeless);
  }

  /** How long the item forbids any message; zero if it does not, or the request is none. */
  Duration blocked() {
    return account
        .trace()
        .map(trace -> new Evidence(item, account.now()).blocked())
        .orElse(Duration.ZERO);
  }

  /** The same item, seen later. */
  Sight after(Duration time) {
    return new Sight(account.after(time), item);
  }

  /** Whether the charge of this very request has been written. */
  boolean charged() {
    return LimitItem.holds(item, account.token());
  }

  List<Decision.Violation> violations() {
    return charges().stream()
        .filter(charge -> !charge.standing(item).fits())
        .map(
            charge -> new Decision.Violation(charge.policy().name(), charge.standing(item).delay()))
        .toList();
  }

  /**
   * The states of the account's policies.
   *
   * @param unseen what has been charged since the item was seen
   */
  List<PolicyState> states(long unseen) {
    return charges().stream().map(charge -> state(charge, unseen)).toList();
  }

  List<Charge> charges() {
    return account.placed().stream()
        .map(placed -> account.charge(placed, LimitItem.effective(placed.policy(), item)))
        .toList();
  }

  /** A write adds less than it removes, so that what is left behind melts away. */
  private Update removal() {
    return charges().stream()
        .flatMap(charge -> charge.policy().algorithm().outdated(charge, item).stream())
        .distinct()
        .sorted()
        .limit(MOST_REMOVED)
        .map(Update::remove)
        .reduce(Update.nothing(), Update::and);
  }

  private Instant expiry() {
    Instant counted =
        charges().stream()
            .map(charge -> charge.policy().algorithm().over(charge))
            .reduce(account.now(), Sight::later);
    return account
        .trace()
        .map(trace -> later(counted, trace.over()))
        .orElse(counted)
        .plus(Slots.TOLERANCE);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private PolicyState state(Charge charge, long unseen) {
    Standing standing = charge.standing(item);
    Duration window = charge.policy().algorithm().window(account.now());
    long remaining = Math.max(0, standing.remaining() - unseen);
    return new PolicyState(
        charge.policy().name(), charge.quota(), window, remaining, standing.reset());
  }
}
