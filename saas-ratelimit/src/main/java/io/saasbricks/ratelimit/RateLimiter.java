package io.saasbricks.ratelimit;

import io.saasbricks.core.table.SaasTable;
import java.time.InstantSource;

/**
 * Decides whether a request may go on.
 *
 * <pre>{@code
 * Limits widget = Limits.of("widget",
 *     Policy.fixedWindow("day", 100, Window.DAY),
 *     Policy.fixedWindow("agent-day", 50, Window.DAY).per("agent"),
 *     Policy.slidingWindow("burst", 10, Duration.ofSeconds(60)));
 * RateLimiter limiter = RateLimiter.of(table, widget, InstantSource.system());
 *
 * Subject caller = Subject.of("ip", address).with("agent", agentId);
 * if (limiter.tryAcquire(caller) instanceof Decision.Denied denied) {
 *   return tooManyRequests(denied.retryAfter());
 * }
 * }</pre>
 *
 * <p>Implementations are safe for concurrent use and never wait for permission.
 */
@FunctionalInterface
public interface RateLimiter {
  /** The highest cost of one request. */
  long MAX_COST = Policy.MAX_QUOTA;

  /**
   * Charges the cost to every policy if all of them allow it, else charges nothing.
   *
   * <p>One request and one write unit, whether allowed or denied; a second request where the
   * counters are not as this limiter last saw them, which happens to token buckets that several
   * limiters charge, to the last 48th of sliding windows of more than 50 where the window was not
   * seen before, and once after an override. With policies that count {@code across}, one
   * transaction of two write units an item; the states of items that did not refuse are then those
   * last seen here, less the cost.
   *
   * @param cost 1 to {@link #MAX_COST}; one above a quota is denied, for the price of a read,
   *     however long one waits
   * @throws IllegalArgumentException if the cost is out of range, or a policy counts by a dimension
   *     that the subject does not have
   * @throws io.saasbricks.core.table.StoreUnavailableException if DynamoDB did not answer and no
   *     failure policy is set; the cost may have been charged
   */
  Decision tryAcquire(Subject subject, long cost);

  /** Charges a cost of one. */
  default Decision tryAcquire(Subject subject) {
    return tryAcquire(subject, 1);
  }

  /**
   * A limiter that keeps its counters in the table and does nothing else: one request and one write
   * unit a decision, whether allowed or denied.
   */
  static RateLimiter of(SaasTable table, Limits limits, InstantSource time) {
    return builder(table, limits, time).build();
  }

  /** Collects what is optional. */
  static RateLimiterBuilder builder(SaasTable table, Limits limits, InstantSource time) {
    return new RateLimiterBuilder(table, limits, time);
  }
}
