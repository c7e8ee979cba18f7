package io.saasbricks.ratelimit;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The header fields that tell a caller its limits, by version. */
public enum RateLimitHeaders {
  /**
   * {@code RateLimit-Policy: "day";q=100;w=86400} and {@code RateLimit: "day";r=50;t=30}, as in
   * draft-ietf-httpapi-ratelimit-headers-10: one member for each policy, structured fields of RFC
   * 9651.
   */
  DRAFT_10 {
    @Override
    Map<String, String> of(List<PolicyState> states) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("ratelimit-policy", list(states, RateLimitHeaders::policy));
      headers.put("ratelimit", list(states, RateLimitHeaders::limit));
      return headers;
    }
  },
  /**
   * {@code X-RateLimit-Limit}, {@code -Remaining} and {@code -Reset} (seconds) of the policy with
   * the least remaining, as older clients read them.
   */
  X_RATE_LIMIT {
    @Override
    Map<String, String> of(List<PolicyState> states) {
      PolicyState tightest =
          states.stream().min(Comparator.comparingLong(PolicyState::remaining)).orElseThrow();
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("x-ratelimit-limit", Long.toString(tightest.quota()));
      headers.put("x-ratelimit-remaining", Long.toString(tightest.remaining()));
      headers.put("x-ratelimit-reset", Long.toString(seconds(tightest.reset())));
      return headers;
    }
  };

  /**
   * The headers of that decision, by lower-case name, with {@code Retry-After} if it is denied: in
   * whole seconds, rounded up and at least one. Without states there are none to tell.
   */
  public Map<String, String> of(Decision decision) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!decision.states().isEmpty()) {
      headers.putAll(of(decision.states()));
    }
    if (decision instanceof Decision.Denied denied) {
      headers.put("retry-after", Long.toString(Math.max(1, seconds(denied.retryAfter()))));
    }
    return headers;
  }

  abstract Map<String, String> of(List<PolicyState> states);

  private static String list(List<PolicyState> states, Function<PolicyState, String> member) {
    return states.stream().map(member).collect(Collectors.joining(", "));
  }

  private static String policy(PolicyState state) {
    return item(state) + ";q=" + state.quota() + ";w=" + seconds(state.window());
  }

  private static String limit(PolicyState state) {
    return item(state) + ";r=" + state.remaining() + ";t=" + seconds(state.reset());
  }

  /** Policy names hold nothing that a structured string would have to escape. */
  private static String item(PolicyState state) {
    return '"' + state.policy() + '"';
  }

  /** Rounded up: a caller that comes back a moment early is refused again. */
  private static long seconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }
}
