package io.saasbricks.ratelimit;

import java.time.InstantSource;

/** Lets everything pass, with the states of the true decision. */
record Shadow(RateLimiter limiter, InstantSource time) implements RateLimiter {
  @Override
  public Decision tryAcquire(Subject subject, long cost) {
    Decision decision = limiter.tryAcquire(subject, cost);
    return decision.allowed()
        ? decision
        : new Decision.Allowed(time.instant(), cost, decision.states());
  }
}
