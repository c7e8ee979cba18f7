package io.saasbricks.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Whether a request may go on. An expected refusal is a value and never an exception. Immutable.
 */
public sealed interface Decision {
  /** Every policy's state, for headers; empty if the limiter could not find out. */
  List<PolicyState> states();

  /** Whether the request may go on. */
  default boolean allowed() {
    return this instanceof Allowed;
  }

  /**
   * The request may go on, and its cost is charged.
   *
   * @param at when it was charged
   * @param cost what was charged to every policy
   */
  record Allowed(Instant at, long cost, List<PolicyState> states) implements Decision {
    public Allowed {
      Objects.requireNonNull(at, "at");
      states = List.copyOf(states);
    }
  }

  /**
   * The request may not go on. Nothing was charged, save by a message that made the {@link
   * AbuseScore} of its sender too high.
   *
   * @param violations the policies that refused; empty if the reason is not a quota
   * @param retryAfter until the same request could be allowed, if nobody else asks meanwhile; a
   *     lower bound, exact for policies that refused in this very decision
   */
  record Denied(
      Reason reason, List<Violation> violations, Duration retryAfter, List<PolicyState> states)
      implements Decision {
    public Denied {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(retryAfter, "retryAfter");
      violations = List.copyOf(violations);
      states = List.copyOf(states);
    }
  }

  /** Why a request is denied. */
  enum Reason {
    /** A policy's quota is used up. */
    QUOTA_EXCEEDED,
    /** The subject behaves as abusers do, and is asked to slow down. */
    ABNORMAL_USAGE,
    /** The subject has behaved as abusers do for too long, and is blocked for a day. */
    BLOCKED,
    /** The limiter could not decide in time and fails closed. */
    UNAVAILABLE
  }

  /**
   * A policy that refused.
   *
   * @param retryAfter until this policy could allow the same request
   */
  record Violation(String policy, Duration retryAfter) {
    public Violation {
      Objects.requireNonNull(policy, "policy");
      Objects.requireNonNull(retryAfter, "retryAfter");
    }
  }
}
