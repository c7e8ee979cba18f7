package io.saasbricks.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/*
 * Counts and times in the table only grow, so a denial's delay is a lower bound of the truth for that
 * cost and any higher one: refusing until then refuses nothing that the table would have admitted.
 * Refunds, resets and raised quotas are the exceptions; an entry's life bounds what they wait.
 */

/** Denies again, without a request, what has been denied and cannot have changed. */
final class DenyCache implements RateLimiter {
  private static final int REMEMBERED = 10_000;

  private final RateLimiter limiter;
  private final InstantSource time;
  private final Cache<Subject, Refusal> refusals;

  DenyCache(RateLimiter limiter, InstantSource time, Duration longest, LongSupplier nanoTime) {
    this.limiter = limiter;
    this.time = time;
    this.refusals =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(longest)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Decision tryAcquire(Subject subject, long cost) {
    Instant now = time.instant();
    Optional<Decision> known =
        Optional.ofNullable(refusals.getIfPresent(subject))
            .filter(refusal -> refusal.covers(cost, now))
            .map(refusal -> refusal.asOf(now));
    return known.orElseGet(() -> remember(subject, cost, now));
  }

  private Decision remember(Subject subject, long cost, Instant now) {
    Decision decision = limiter.tryAcquire(subject, cost);
    if (decision instanceof Decision.Denied denied) {
      refusals.put(subject, new Refusal(cost, now, denied));
    }
    return decision;
  }

  /** What was denied when. */
  private record Refusal(long cost, Instant at, Decision.Denied denied) {
    boolean covers(long asked, Instant now) {
      return asked >= cost && !now.isBefore(at) && now.isBefore(at.plus(denied.retryAfter()));
    }

    Decision asOf(Instant now) {
      Duration since = Duration.between(at, now);
      List<Decision.Violation> violations =
          denied.violations().stream()
              .filter(violation -> violation.retryAfter().compareTo(since) > 0)
              .map(v -> new Decision.Violation(v.policy(), v.retryAfter().minus(since)))
              .toList();
      List<PolicyState> states = denied.states().stream().map(state -> state.after(since)).toList();
      return new Decision.Denied(
          denied.reason(), violations, denied.retryAfter().minus(since), states);
    }
  }
}
