package io.saasbricks.auth;

import io.saasbricks.core.identity.Principal;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits how often a verified caller may call. Of API keys count the {@link Claim#KEY_GROUP}, not
 * the id: a key and its successor share one limit. Implementations are safe for concurrent use.
 */
@FunctionalInterface
public interface Throttle {
  /**
   * How long the caller must wait; empty if this call may go on, which has then been counted. What
   * it throws fails the authorizer, and the caller gets 500.
   */
  Optional<Duration> retryAfter(Principal caller);

  /** A throttle that lets everything pass. */
  static Throttle none() {
    return caller -> Optional.empty();
  }
}
