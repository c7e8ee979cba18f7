package io.saasbricks.ratelimit;

import io.saasbricks.core.http.Authorizer;
import io.saasbricks.core.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Limits callers before any function is called, and lets the function tell them.
 *
 * <p>An HTTP API can answer an authorizer's refusal with nothing but 403, without headers. So a
 * caller who is over its limits is let through with the decision in the context, and {@link
 * RateLimitMiddleware#byAuthorizer} answers 429 with {@code Retry-After} and the limits.
 *
 * <pre>{@code
 * public final class AuthorizerFunction extends AuthorizerLambda {
 *   public AuthorizerFunction() {
 *     super(
 *         RateLimitAuthorizer.around(authorizer, limiter, caller ->
 *             Subject.of("caller", caller.get("subject"))),
 *         Format.SIMPLE);
 *   }
 * }
 *
 * handler.behind(Authenticate.byAuthorizer(), RateLimitMiddleware.byAuthorizer()); // the function
 * }</pre>
 *
 * <p>Set the authorizer's result time-to-live to zero: reused results are not counted, and a reused
 * denial would lock the caller out for as long.
 */
public final class RateLimitAuthorizer {
  private static final String MEMBER = "rateLimit";

  private RateLimitAuthorizer() {}

  /**
   * An authorizer that charges one to whomever the other lets through; what that one denies costs
   * nothing. Safe for concurrent use.
   *
   * @param subject whom to charge, by the context that the other gives
   */
  public static Authorizer around(
      Authorizer authorizer, RateLimiter limiter, Function<Map<String, String>, Subject> subject) {
    Objects.requireNonNull(authorizer, "authorizer");
    Objects.requireNonNull(limiter, "limiter");
    Objects.requireNonNull(subject, "subject");
    return request ->
        authorizer.decide(request) instanceof Authorizer.Decision.Allowed allowed
            ? telling(allowed, limiter.tryAcquire(subject.apply(allowed.context())))
            : new Authorizer.Decision.Denied();
  }

  private static Authorizer.Decision telling(
      Authorizer.Decision.Allowed allowed, Decision decision) {
    Map<String, String> context = new LinkedHashMap<>(allowed.context());
    context.put(MEMBER, DecisionText.write(decision));
    return new Authorizer.Decision.Allowed(allowed.principalId(), context);
  }

  /**
   * The decision that the authorizer in front of the function made; empty if it made none. Times
   * are in whole milliseconds.
   *
   * @throws IllegalArgumentException if the context holds something else than was written
   */
  public static Optional<Decision> decision(HttpRequest request) {
    return request.parts().authorizer().optionalString(MEMBER).map(DecisionText::read);
  }
}
