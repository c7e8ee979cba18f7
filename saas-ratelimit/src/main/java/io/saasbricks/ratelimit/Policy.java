package io.saasbricks.ratelimit;

import java.time.Duration;

/**
 * One rule: how much is allowed in how long. Immutable.
 *
 * <p>A fixed window is the cheapest and easiest to explain, and lets twice the quota pass around a
 * boundary. A sliding window has no such boundary. A token bucket allows a burst and then a steady
 * rate, and is the one that several containers cannot always decide in one request.
 *
 * <p>Several policies of one subject are enforced in one conditional write, which is why a policy
 * is a description and not a counter: it contributes its part to the update. Names end up in
 * attribute names and HTTP headers; short ones keep items small.
 */
public final class Policy {
  /** The largest quota. */
  public static final long MAX_QUOTA = 1_000_000_000_000L;

  private final String name;
  private final long quota;
  private final Scope scope;
  private final Algorithm algorithm;

  private Policy(String name, long quota, Scope scope, Algorithm algorithm) {
    if (!name.matches("[a-z][a-z0-9-]{0,23}")) {
      throw new IllegalArgumentException("a policy name matches [a-z][a-z0-9-]{0,23}: " + name);
    }
    algorithm.requireQuota(name, quota);
    this.name = name;
    this.quota = quota;
    this.scope = scope;
    this.algorithm = algorithm;
  }

  /**
   * At most {@code quota} in each calendar period.
   *
   * @param name {@code [a-z][a-z0-9-]{0,23}}
   * @param quota 1 to {@link #MAX_QUOTA}
   * @throws IllegalArgumentException if name or quota is out of range
   */
  public static Policy fixedWindow(String name, long quota, Window window) {
    return new Policy(name, quota, Scope.WHOLE, new FixedWindow(window));
  }

  /**
   * At most {@code quota} in any period of this length, counted as the sliding window counter does:
   * the requests of the running period plus those of the period before, weighted by the share of it
   * that the sliding window still covers. Periods are aligned to the epoch.
   *
   * @param name {@code [a-z][a-z0-9-]{0,23}}
   * @param quota 1 to 1,000,000,000
   * @param window one second to 31 days, in whole seconds
   * @throws IllegalArgumentException if any is out of range
   */
  public static Policy slidingWindow(String name, long quota, Duration window) {
    return new Policy(name, quota, Scope.WHOLE, new SlidingWindow(window));
  }

  /**
   * A bucket of {@code quota} tokens that refills evenly, from empty to full in {@code refill}. The
   * sustained rate is {@code quota / refill}, less what rounding the time of one token up to whole
   * microseconds takes, and the largest burst {@code quota}: 100 requests a minute in bursts of 20
   * are {@code tokenBucket(name, 20, Duration.ofSeconds(12))}.
   *
   * @param name {@code [a-z][a-z0-9-]{0,23}}
   * @param quota 1 to 1,000,000,000, and at most one a microsecond
   * @param refill one millisecond to 31 days
   * @throws IllegalArgumentException if any is out of range
   */
  public static Policy tokenBucket(String name, long quota, Duration refill) {
    return new Policy(name, quota, Scope.WHOLE, new TokenBucket(refill));
  }

  /**
   * This policy counted apart for each value of the subject's dimension, such as per address and
   * agent. Shares the subject's item, so it adds no write; an item that counts many values at once
   * grows by some twenty bytes for each.
   *
   * @throws IllegalArgumentException if the dimension is no name as {@link Subject} has them
   */
  public Policy per(String dimension) {
    return new Policy(name, quota, new Scope(Scope.Reach.PER, dimension), algorithm);
  }

  /**
   * This policy counted by the dimension alone, whoever the subject is, such as by tenant over all
   * addresses. Has an item of its own, so the decision becomes a transaction of two write units an
   * item.
   *
   * @throws IllegalArgumentException if the dimension is no name as {@link Subject} has them
   */
  public Policy across(String dimension) {
    return new Policy(name, quota, new Scope(Scope.Reach.ACROSS, dimension), algorithm);
  }

  /** Unique within its {@link Limits}. */
  public String name() {
    return name;
  }

  /** How much is allowed. */
  public long quota() {
    return quota;
  }

  Scope scope() {
    return scope;
  }

  Algorithm algorithm() {
    return algorithm;
  }

  /** This policy with another quota. */
  Policy limitedTo(long other) {
    return new Policy(name, other, scope, algorithm);
  }

  @Override
  public String toString() {
    return name + "[" + quota + " per " + algorithm + "]";
  }
}
