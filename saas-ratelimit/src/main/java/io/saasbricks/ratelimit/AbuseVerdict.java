package io.saasbricks.ratelimit;

import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Whether a message may go on, and how its sender behaves.
 *
 * @param score empty if the message was not counted: a quota, a block or a remembered denial
 *     refused it, or the counters could not be reached
 */
public record AbuseVerdict(Decision decision, Optional<AbuseScore> score) {
  public AbuseVerdict {
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(score, "score");
  }

  /** A decision on something that was not scored. */
  static AbuseVerdict unscored(Decision decision) {
    return new AbuseVerdict(decision, Optional.empty());
  }

  AbuseVerdict map(UnaryOperator<Decision> other) {
    return new AbuseVerdict(other.apply(decision), score);
  }
}
