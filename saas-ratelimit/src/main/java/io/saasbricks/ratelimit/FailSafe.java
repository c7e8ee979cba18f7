package io.saasbricks.ratelimit;

import io.saasbricks.core.SaasException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Answers for a limiter that fails. */
record FailSafe(
    RateLimiter limiter, FailureAnswer answer, InstantSource time, LimitListener listener)
    implements RateLimiter {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Override
  public Decision tryAcquire(Subject subject, long cost) {
    try {
      return limiter.tryAcquire(subject, cost);
    } catch (SaasException e) {
      listener.failed(subject, e);
      return switch (answer) {
        case ADMIT -> new Decision.Allowed(time.instant(), cost, List.of());
        case DENY -> new Decision.Denied(Decision.Reason.UNAVAILABLE, List.of(), PAUSE, List.of());
      };
    }
  }
}
