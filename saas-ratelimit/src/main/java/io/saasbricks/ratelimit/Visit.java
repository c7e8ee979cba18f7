package io.saasbricks.ratelimit;

import java.util.Objects;
import java.util.Optional;

/**
 * What a door is asked to let in.
 *
 * @param message what the subject says, where that matters
 */
record Visit(Subject subject, long cost, Optional<String> message) {
  Visit {
    Objects.requireNonNull(subject, "subject");
    if (cost < 1 || cost > RateLimiter.MAX_COST) {
      throw new IllegalArgumentException("a cost is 1 to " + RateLimiter.MAX_COST + ": " + cost);
    }
  }

  static Visit of(Subject subject, long cost) {
    return new Visit(subject, cost, Optional.empty());
  }

  static Visit of(Subject subject, String message) {
    return new Visit(subject, 1, Optional.of(message));
  }

  /** The same visit at another cost. */
  Visit costing(long other) {
    return new Visit(subject, other, message);
  }
}
