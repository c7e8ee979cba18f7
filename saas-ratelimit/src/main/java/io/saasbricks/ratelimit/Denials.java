package io.saasbricks.ratelimit;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Makes denials. */
final class Denials {
  private Denials() {}

  /** The denial of a request that violates at least one policy; the longest wait counts. */
  static Decision.Denied quota(List<Decision.Violation> violations, List<PolicyState> states) {
    Duration longest =
        violations.stream()
            .map(Decision.Violation::retryAfter)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return new Decision.Denied(Decision.Reason.QUOTA_EXCEEDED, violations, longest, states);
  }

  /** The denial of a message whose sender behaves as abusers do. */
  static Decision.Denied abnormal(Duration retryAfter, List<PolicyState> states) {
    return new Decision.Denied(Decision.Reason.ABNORMAL_USAGE, List.of(), retryAfter, states);
  }

  /** The denial of a message whose sender did so too long. */
  static Decision.Denied blocked(Duration retryAfter, List<PolicyState> states) {
    return new Decision.Denied(Decision.Reason.BLOCKED, List.of(), retryAfter, states);
  }
}
