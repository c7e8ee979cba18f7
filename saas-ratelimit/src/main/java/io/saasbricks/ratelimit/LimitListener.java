package io.saasbricks.ratelimit;

import io.saasbricks.core.SaasException;

/**
 * Is told what a limiter decides, for metrics. Called within the decision, so it must be quick,
 * must not throw, and must be safe for concurrent use.
 */
public interface LimitListener {
  /**
   * A decision was made; in shadow mode it may differ from the answer. Told of every decision, also
   * of those that were remembered, leased or given in place of one that failed.
   */
  default void decided(Subject subject, Decision decision) {}

  /** The sender of a message was scored, whether or not that has consequences. */
  default void scored(Subject subject, AbuseScore score) {}

  /** The counters could not be reached in time, and the {@link FailureAnswer} was given instead. */
  default void failed(Subject subject, SaasException cause) {}
}
