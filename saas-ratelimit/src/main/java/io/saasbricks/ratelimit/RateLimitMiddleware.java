package io.saasbricks.ratelimit;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.ProblemException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Lets a request pass if a decision allows it, and tells the caller its limits either way.
 *
 * <p>A denied request is answered with the problem {@code quota-exceeded} (429, with {@code
 * violated-policies}), {@code abnormal-usage-detected} (429, slowed down or blocked) or {@code
 * temporary-reduced-capacity} (503), and {@code Retry-After}. An allowed one finds the decision
 * under {@link #DECISION}, for example to refund it. Safe for concurrent use.
 */
public final class RateLimitMiddleware implements Middleware {
  /** The decision that let the request pass. */
  public static final HttpRequest.Attribute<Decision> DECISION =
      new HttpRequest.Attribute<>("rate limit decision");

  private final Function<HttpRequest, Decision> decide;
  private final RateLimitHeaders headers;

  private RateLimitMiddleware(Function<HttpRequest, Decision> decide, RateLimitHeaders headers) {
    this.decide = Objects.requireNonNull(decide, "decide");
    this.headers = Objects.requireNonNull(headers, "headers");
  }

  /**
   * Charges one to the subject of each request, before it is handled. What {@link
   * RateLimiter#tryAcquire} throws comes out of the middleware.
   *
   * @param subject of a request, such as {@code request -> proxies.client(request).subject()}
   */
  public static RateLimitMiddleware of(
      RateLimiter limiter, Function<HttpRequest, Subject> subject) {
    return deciding(request -> limiter.tryAcquire(subject.apply(request)));
  }

  /**
   * Takes the decision of the authorizer in front of the function, and charges nothing.
   *
   * @throws IllegalStateException for a request that no {@link RateLimitAuthorizer} has decided on,
   *     rather than let it pass unlimited
   */
  public static RateLimitMiddleware byAuthorizer() {
    return deciding(
        request ->
            RateLimitAuthorizer.decision(request)
                .orElseThrow(
                    () -> new IllegalStateException("the authorizer has not told its decision")));
  }

  /** Takes decisions from elsewhere, such as from limits that depend on the tenant's plan. */
  public static RateLimitMiddleware deciding(Function<HttpRequest, Decision> decide) {
    return new RateLimitMiddleware(decide, RateLimitHeaders.DRAFT_10);
  }

  /** This middleware with other header fields than those of {@link RateLimitHeaders#DRAFT_10}. */
  public RateLimitMiddleware telling(RateLimitHeaders version) {
    return new RateLimitMiddleware(decide, version);
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    Decision decision = decide.apply(request);
    Map<String, String> fields = headers.of(decision);
    if (decision instanceof Decision.Denied denied) {
      return with(fields, problem(denied).toResponse(request.requestId()));
    }
    try {
      return with(fields, next.handle(request.with(DECISION, decision)));
    } catch (ProblemException e) {
      return with(fields, e.problem().toResponse(request.requestId()));
    }
  }

  private static HttpResponse with(Map<String, String> fields, HttpResponse response) {
    HttpResponse answer = response;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      answer = answer.with(field.getKey(), field.getValue());
    }
    return answer;
  }

  /** The problem that a denial is answered with. */
  private static Problem problem(Decision.Denied denied) {
    return switch (denied.reason()) {
      case QUOTA_EXCEEDED ->
          Problem.of(
                  "quota-exceeded",
                  "The quota is exceeded",
                  429,
                  "Too many requests. Try again after the time given in Retry-After.")
              .with(
                  "violated-policies",
                  denied.violations().stream().map(Decision.Violation::policy).toList());
      case ABNORMAL_USAGE ->
          Problem.of(
              "abnormal-usage-detected",
              "The usage is abnormal",
              429,
              "Thank you for your messages. To keep this service fair for everyone, please pause"
                  + " for a while before you send the next one.");
      case BLOCKED ->
          Problem.of(
              "abnormal-usage-detected",
              "The usage is abnormal",
              429,
              "Messages from your network cannot be answered for now, because of unusual activity."
                  + " Please come back tomorrow, or contact us another way.");
      case UNAVAILABLE ->
          Problem.of(
              "temporary-reduced-capacity",
              "The capacity is reduced for the moment",
              503,
              "The service cannot take this request now. Try again.");
    };
  }
}
