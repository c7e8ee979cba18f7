package io.saasbricks.ratelimit;

/**
 * What a limiter answers when it cannot reach its counters in time. A matter of what is guarded:
 * admit where a few requests too many do little harm, deny where each one costs money.
 */
public enum FailureAnswer {
  /** The request may go on: better a few too many than nobody served. */
  ADMIT,
  /**
   * The request is denied with {@link Decision.Reason#UNAVAILABLE}: better nobody than too many.
   */
  DENY
}
