package io.saasbricks.examples.chatbot.keys;

import io.saasbricks.auth.ApiKey;
import io.saasbricks.auth.Claim;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.ratelimit.FailureAnswer;
import io.saasbricks.ratelimit.LimitDesk;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimitMiddleware;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Subject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How often an API key may call, together with the keys it replaced and that replaced it. One write
 * unit per call; none while a key is known to be over its limit.
 */
public final class KeyLimits {
  /** Calls per minute, unless a key is made with a limit of its own. */
  public static final long USUAL = 600;

  private static final String POLICY = "minute";
  private static final Limits LIMITS =
      Limits.of("key", Policy.tokenBucket(POLICY, USUAL, Duration.ofMinutes(1)));
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private KeyLimits() {}

  /**
   * A middleware that charges each call to its key, and lets people pass. When DynamoDB has not
   * answered within half a second the call passes too: what it does next needs DynamoDB anyway.
   */
  public static Middleware of(SaasTable counters, InstantSource time, LongSupplier nanoTime) {
    RateLimiter limiter =
        RateLimiter.builder(counters, LIMITS, time)
            .rememberingDenials(REMEMBERED, nanoTime)
            .failing(FailureAnswer.ADMIT, PATIENCE, nanoTime)
            .build();
    RateLimitMiddleware limited = RateLimitMiddleware.of(limiter, KeyLimits::subject);
    return (request, next) ->
        request.principal().orElseThrow().kind() == Principal.Kind.API_KEY
            ? limited.apply(request, next)
            : next.handle(request);
  }

  /** Gives a key a limit of its own. One write. */
  public static void set(SaasTable counters, InstantSource time, ApiKey key, long callsPerMinute) {
    LimitDesk.of(counters, LIMITS, time).override(subject(key.keyGroup()), POLICY, callsPerMinute);
  }

  private static Subject subject(HttpRequest request) {
    return subject(request.principal().orElseThrow().claim(Claim.KEY_GROUP).orElseThrow());
  }

  private static Subject subject(String keyGroup) {
    return Subject.of("key", keyGroup);
  }
}
