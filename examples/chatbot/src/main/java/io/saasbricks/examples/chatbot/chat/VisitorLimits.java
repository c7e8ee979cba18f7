package io.saasbricks.examples.chatbot.chat;

import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.ratelimit.ClientAddress;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimitMiddleware;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Subject;
import io.saasbricks.ratelimit.Window;
import java.time.Duration;
import java.time.InstantSource;

/** How much one address may chat: one write guards the door. */
public final class VisitorLimits {
  private static final Limits LIMITS =
      Limits.of(
          "widget",
          Policy.fixedWindow("day", 100, Window.DAY),
          Policy.fixedWindow("agent-day", 50, Window.DAY).per("agent"),
          Policy.slidingWindow("burst", 10, Duration.ofSeconds(60)));

  private VisitorLimits() {}

  /** The middleware that charges every message to its sender's address. */
  public static RateLimitMiddleware of(SaasTable counters, InstantSource time) {
    return RateLimitMiddleware.of(RateLimiter.of(counters, LIMITS, time), VisitorLimits::subject);
  }

  private static Subject subject(HttpRequest request) {
    return ClientAddress.tryParse(request.sourceIp())
        .orElseThrow(() -> Problem.badRequest("The source address is not known.").asException())
        .subject()
        .with("agent", WidgetMessage.read(request).agentId());
  }
}
