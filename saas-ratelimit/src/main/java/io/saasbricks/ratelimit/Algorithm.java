package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * How a policy counts: a pure contribution to one update, and the reading of the item it leaves.
 *
 * <p>Two laws hold the parts together. A change admits only if {@link #standing} of the same item
 * fits; and if {@link #standing} fits, the change computed from that very item admits.
 */
sealed interface Algorithm permits FixedWindow, SlidingWindow, TokenBucket {
  /**
   * Throws if the quota is out of this algorithm's range.
   *
   * @throws IllegalArgumentException naming the policy and the quota
   */
  void requireQuota(String policy, long quota);

  /**
   * What to write for the charge, and under which condition.
   *
   * @param known the item as last seen, perhaps long ago; empty if never
   */
  Change charge(Charge charge, Item known);

  /**
   * What to remember of an item for later charges: the item, and what can be learned from it.
   *
   * @param known the item as it was remembered when the charge was written
   * @param found the item as it was after that, whether or not it was charged
   */
  default Item remember(Charge charge, Item known, Item found) {
    return found;
  }

  /** What the item says of the charge. */
  Standing standing(Charge charge, Item item);

  /** What gives the charge back, read from the item; nothing once its effect is over. */
  Change refund(Charge charge, Item item);

  /** The attributes of the policy that no writer needs any more. */
  Set<String> outdated(Charge charge, Item known);

  /** From when on nothing of the charge counts any more. */
  Instant over(Charge charge);

  /** The length of the window, for {@code RateLimit-Policy}. */
  Duration window(Instant now);

  static void requireRange(String policy, long quota, long highest) {
    if (quota < 1 || quota > highest) {
      throw new IllegalArgumentException(
          "the quota of policy " + policy + " is 1 to " + highest + ": " + quota);
    }
  }
}
