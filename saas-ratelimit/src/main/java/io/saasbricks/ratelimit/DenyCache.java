package io.saasbricks.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/*
 * Counts and times in the table only grow, so a denial's delay is a lower bound of the truth for that
 * cost and any higher one: refusing until then refuses nothing that the table would have admitted.
 * Refunds, resets and raised quotas are the exceptions; an entry's life bounds what they wait. A
 * request to slow down is not remembered: other messages can bring the score down.
 *
 * What is remembered is not that a subject was denied but which counter was used up, so that an
 * address whose day is over is denied for every agent it tries, also for those it never asked before.
 */

/** Denies again, without a request, what has been denied and cannot have changed. */
final class DenyCache implements Door {
  private static final int REMEMBERED = 10_000;
  private static final String BLOCK = "";

  private final Door door;
  private final Limits limits;
  private final InstantSource time;
  private final Cache<Counter, Refusal> refusals;

  DenyCache(Door door, Limits limits, InstantSource time, Duration longest, LongSupplier nanoTime) {
    this.door = door;
    this.limits = limits;
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
  public AbuseVerdict decide(Visit visit) {
    Instant now = time.instant();
    return known(visit, now).map(AbuseVerdict::unscored).orElseGet(() -> remember(visit, now));
  }

  private Optional<Decision> known(Visit visit, Instant now) {
    return Stream.concat(Stream.of(BLOCK), limits.policies().stream().map(Policy::name))
        .map(policy -> counter(policy, visit.subject()))
        .flatMap(counter -> Optional.ofNullable(refusals.getIfPresent(counter)).stream())
        .filter(refusal -> refusal.covers(visit.cost(), now))
        .max(Comparator.comparing(Refusal::until))
        .map(refusal -> asOf(now, refusal, visit.subject()));
  }

  private AbuseVerdict remember(Visit visit, Instant now) {
    AbuseVerdict verdict = door.decide(visit);
    if (verdict.decision() instanceof Decision.Denied denied) {
      if (denied.reason() == Decision.Reason.BLOCKED) {
        put(BLOCK, denied.retryAfter(), visit, now, denied);
      }
      for (Decision.Violation violation : denied.violations()) {
        put(violation.policy(), violation.retryAfter(), visit, now, denied);
      }
    }
    return verdict;
  }

  private void put(String policy, Duration wait, Visit visit, Instant now, Decision.Denied denied) {
    refusals.put(
        counter(policy, visit.subject()),
        new Refusal(visit.cost(), now, now.plus(wait), visit.subject(), denied));
  }

  /** The part of a denial that holds of the subject, which may be another than was denied. */
  private Decision asOf(Instant now, Refusal refusal, Subject subject) {
    Duration since = Duration.between(refusal.at(), now);
    Decision.Denied denied = refusal.denied();
    List<PolicyState> states =
        denied.states().stream()
            .filter(state -> shares(state.policy(), subject, refusal.subject()))
            .map(state -> state.after(since))
            .toList();
    if (denied.reason() == Decision.Reason.BLOCKED) {
      return Denials.blocked(denied.retryAfter().minus(since), states);
    }
    List<Decision.Violation> violations =
        denied.violations().stream()
            .filter(violation -> shares(violation.policy(), subject, refusal.subject()))
            .filter(violation -> violation.retryAfter().compareTo(since) > 0)
            .map(v -> new Decision.Violation(v.policy(), v.retryAfter().minus(since)))
            .toList();
    return Denials.quota(violations, states);
  }

  /** Whether both subjects are counted by the policy as one. */
  private boolean shares(String policy, Subject one, Subject other) {
    return counter(policy, one).equals(counter(policy, other));
  }

  private Counter counter(String policy, Subject subject) {
    Scope scope = policy.equals(BLOCK) ? Scope.WHOLE : limits.policy(policy).scope();
    return new Counter(policy, scope.place(subject));
  }

  /** What denies: a policy's counter, or a block. */
  private record Counter(String policy, Place place) {
    // See Place.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Counter that
          && policy.equals(that.policy)
          && place.equals(that.place);
    }

    @Override
    public int hashCode() {
      return Objects.hash(policy, place);
    }
  }

  /** What was denied when, and until when its counter denies. */
  private record Refusal(
      long cost, Instant at, Instant until, Subject subject, Decision.Denied denied) {
    boolean covers(long asked, Instant now) {
      return asked >= cost && !now.isBefore(at) && now.isBefore(until);
    }
  }
}
