package io.saasbricks.examples.chatbot.chat;

import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.ratelimit.AbuseGuard;
import io.saasbricks.ratelimit.AbuseVerdict;
import io.saasbricks.ratelimit.ClientAddress;
import io.saasbricks.ratelimit.Decision;
import io.saasbricks.ratelimit.FailureAnswer;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimitMiddleware;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Subject;
import io.saasbricks.ratelimit.Window;
import io.saasbricks.ratelimit.abuse.MessageDetector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** How much one address may chat: one write guards the door. */
public final class VisitorLimits {
  private static final Limits LIMITS =
      Limits.of(
          "widget",
          Policy.fixedWindow("day", 100, Window.DAY),
          Policy.fixedWindow("agent-day", 50, Window.DAY).per("agent"),
          Policy.slidingWindow("burst", 10, Duration.ofSeconds(60)));

  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  /** Long enough for the first decision of a container, which opens the connection to DynamoDB. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private VisitorLimits() {}

  /**
   * The middleware that charges every message to its sender's address, and slows down or blocks an
   * address that behaves as abusers do, before any model is called. One request.
   *
   * <p>When DynamoDB has not answered within half a second the message passes, without {@code
   * RateLimit} headers, and its log line says {@code limitsUnavailable}. What it may cost is still
   * bounded: the owner's monthly messages, which {@link ChatTurns} takes from next, fail closed.
   */
  public static RateLimitMiddleware of(
      SaasTable counters, InstantSource time, LongSupplier nanoTime) {
    AbuseGuard guard =
        RateLimiter.builder(counters, LIMITS, time)
            .rememberingDenials(REMEMBERED, nanoTime)
            .failing(FailureAnswer.ADMIT, PATIENCE, nanoTime)
            .buildGuard(MessageDetector.standard());
    return RateLimitMiddleware.deciding(request -> decide(guard, request));
  }

  private static Decision decide(AbuseGuard guard, HttpRequest request) {
    WidgetMessage widget = WidgetMessage.read(request);
    AbuseVerdict verdict = guard.tryAcquire(visitor(request, widget), widget.message().text());
    verdict.score().ifPresent(score -> request.facts().put("abuseScore", score.points()));
    if (verdict.decision().states().isEmpty()) {
      request.facts().put("limitsUnavailable", true);
    }
    return verdict.decision();
  }

  private static Subject visitor(HttpRequest request, WidgetMessage widget) {
    return ClientAddress.tryParse(request.sourceIp())
        .orElseThrow(() -> Problem.badRequest("The source address is not known.").asException())
        .subject()
        .with("agent", widget.agentId());
  }
}
