package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimitHeadersTest {
  private static final List<PolicyState> STATES =
      List.of(
          new PolicyState("day", 100, Duration.ofDays(1), 50, Duration.ofMillis(29_001)),
          new PolicyState("burst", 10, Duration.ofMinutes(1), 0, Duration.ofSeconds(4)));
  private static final Decision ALLOWED = new Decision.Allowed(Instant.EPOCH, 1, STATES);

  @Test
  void draft10HasAListMemberForEachPolicy() {
    assertThat(RateLimitHeaders.DRAFT_10.of(ALLOWED))
        .isEqualTo(
            Map.of(
                "ratelimit-policy", "\"day\";q=100;w=86400, \"burst\";q=10;w=60",
                "ratelimit", "\"day\";r=50;t=30, \"burst\";r=0;t=4"));
  }

  @Test
  void olderHeadersTellTheTightestPolicy() {
    assertThat(RateLimitHeaders.X_RATE_LIMIT.of(ALLOWED))
        .isEqualTo(
            Map.of(
                "x-ratelimit-limit", "10",
                "x-ratelimit-remaining", "0",
                "x-ratelimit-reset", "4"));
  }

  @Test
  void aDenialTellsWhenToComeBackInWholeSecondsAndNeverAtOnce() {
    assertThat(retryAfter(Duration.ofMillis(1))).isEqualTo("1");
    assertThat(retryAfter(Duration.ofMillis(4_001))).isEqualTo("5");
    assertThat(retryAfter(Duration.ZERO)).isEqualTo("1");
  }

  @Test
  void nothingIsToldOfUnknownStates() {
    assertThat(RateLimitHeaders.DRAFT_10.of(new Decision.Allowed(Instant.EPOCH, 1, List.of())))
        .isEmpty();
  }

  private static @Nullable String retryAfter(Duration wait) {
    Decision denied =
        new Decision.Denied(Decision.Reason.QUOTA_EXCEEDED, List.of(), wait, List.of());
    return RateLimitHeaders.DRAFT_10.of(denied).get("retry-after");
  }
}
