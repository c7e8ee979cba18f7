package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Item;
import java.time.Instant;

/**
 * A cost to be counted by one policy.
 *
 * @param policy with the quota that applies to the subject
 * @param suffix of the policy's attributes, from its {@link Place}
 * @param cost at least 1
 * @param clauses how many alternatives the condition may have; DynamoDB allows 300 operators
 */
record Charge(Policy policy, String suffix, long cost, Instant now, int clauses) {
  /** The name of one of the policy's attributes. */
  String attribute(String part) {
    return policy.name() + "." + part + suffix;
  }

  long quota() {
    return policy.quota();
  }

  /** What the item says of this charge. A hopeless one waits a whole window, again and again. */
  Standing standing(Item item) {
    if (!hopeless()) {
      return policy.algorithm().standing(this, item);
    }
    Charge whole = new Charge(policy, suffix, quota(), now, clauses);
    Standing standing = policy.algorithm().standing(whole, item);
    return new Standing(standing.remaining(), policy.algorithm().window(now), standing.reset());
  }

  /** Whether no state of the item could admit the cost. */
  boolean hopeless() {
    return cost > quota();
  }
}
