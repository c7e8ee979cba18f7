package io.saasbricks.ratelimit;

/**
 * Guards a door through which messages come: a rate limiter that also reads what is said.
 *
 * <pre>{@code
 * AbuseGuard door =
 *     RateLimiter.builder(table, widget, time).buildGuard(MessageDetector.standard());
 *
 * if (door.tryAcquire(caller, message).decision() instanceof Decision.Denied denied) {
 *   return tooManyRequests(denied.retryAfter());
 * }
 * }</pre>
 *
 * <p>One write enforces the limits and a block, counts the message, and yields the {@link
 * AbuseScore} of its sender, from four signals: how much of the limits is used ({@link
 * AbuseSignal#VOLUME}, {@link AbuseSignal#BURST}), how much the messages of the last hour repeat
 * each other, and how much they look like attacks. Above {@link AbuseScore#SLOW_DOWN} the message
 * is denied with {@link Decision.Reason#ABNORMAL_USAGE} until the score has decayed; above {@link
 * AbuseScore#BLOCK} the sender is denied with {@link Decision.Reason#BLOCKED} for 24 hours. No
 * single message brings a block about, nor do many harmless ones. Of what is said, two numbers and
 * one byte a message are kept, for two hours.
 *
 * <p>Implementations are safe for concurrent use and never wait for permission.
 */
@FunctionalInterface
public interface AbuseGuard {
  /**
   * Counts a message of the subject, if the limits allow it, and scores its sender.
   *
   * <p>Requests and write units as {@link RateLimiter#tryAcquire}, which is one and one while the
   * item is below 1 KB; one request more, once in 24 hours, for the message that causes a block.
   *
   * @throws IllegalArgumentException if a policy counts by a dimension that the subject does not
   *     have
   * @throws io.saasbricks.core.table.StoreUnavailableException if DynamoDB did not answer and no
   *     failure policy is set; the message may have been counted
   */
  AbuseVerdict tryAcquire(Subject subject, String message);
}
