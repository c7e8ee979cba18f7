package io.saasbricks.ratelimit;

import java.time.Duration;
import java.util.Objects;

/**
 * What a policy says of a subject after a decision, as told in {@code RateLimit} headers.
 *
 * @param policy its name
 * @param quota what applies to this subject, by an override if it has one
 * @param window how long the quota is for
 * @param remaining what could still be spent at once, not below zero
 * @param reset until more becomes available
 */
public record PolicyState(
    String policy, long quota, Duration window, long remaining, Duration reset) {
  public PolicyState {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(reset, "reset");
  }

  /** This state some time later, if nothing was charged or seen to come back. */
  PolicyState after(Duration since) {
    Duration left = reset.minus(since);
    return new PolicyState(
        policy, quota, window, remaining, left.isNegative() ? Duration.ZERO : left);
  }
}
