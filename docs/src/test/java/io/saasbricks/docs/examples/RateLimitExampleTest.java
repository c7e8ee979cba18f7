package io.saasbricks.docs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;
import io.saasbricks.ratelimit.Decision;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Subject;
import io.saasbricks.ratelimit.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

@DynamoDbLocalTest
class RateLimitExampleTest {
  @Test
  void theEleventhMessageInAMinuteIsDenied(LocalTable local) {
    // Stopped time: a real minute might end within the loop.
    InstantSource time = InstantSource.fixed(Instant.parse("2026-03-01T08:00:00Z"));
    SaasTable table = SaasTable.of(local.client(), local.tableName(), time);
    RateLimiter limiter = limiter(table, time);
    for (int i = 0; i < 10; i++) {
      assertThat(mayChat(limiter, local.tenant(), "agent-1")).isTrue();
    }
    assertThat(mayChat(limiter, local.tenant(), "agent-1")).isFalse();
  }

  private static RateLimiter limiter(SaasTable table, InstantSource time) {
    Limits limits =
        Limits.of(
            "widget",
            Policy.fixedWindow("day", 100, Window.DAY),
            Policy.fixedWindow("agent-day", 50, Window.DAY).per("agent"),
            Policy.slidingWindow("burst", 10, Duration.ofSeconds(60)));
    return RateLimiter.of(table, limits, time);
  }

  private static boolean mayChat(RateLimiter limiter, String address, String agent) {
    // All three limits in one conditional write of one write unit; a denial charges nothing.
    Decision decision = limiter.tryAcquire(Subject.of("ip", address).with("agent", agent));
    if (decision instanceof Decision.Denied denied) {
      System.out.println(denied.violations() + ", again in " + denied.retryAfter());
    }
    return decision.allowed();
  }
}
