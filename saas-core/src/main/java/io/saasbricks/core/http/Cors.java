package io.saasbricks.core.http;

import java.util.List;

/**
 * Cross-origin permission for the origins of one list.
 *
 * <p>A preflight is answered with 204 without running the handler. Origins outside the list get no
 * permission; every answer says that it varies by origin. Credentials are not allowed. Where API
 * Gateway has CORS of its own it answers preflights and overrides these headers, so both must be
 * given the same list. Refusals thrown behind it are answers when they leave it, so that they carry
 * the permission too. Safe for concurrent use.
 */
public final class Cors implements Middleware {
  private static final String METHODS = "GET,POST,PUT,DELETE,OPTIONS";
  private static final String HEADERS =
      "authorization,content-type,idempotency-key,if-match,x-api-key";
  private static final String EXPOSED =
      "etag,location,ratelimit,ratelimit-policy,retry-after,www-authenticate";
  private static final String MAX_AGE_SECONDS = "3600";

  private final List<String> origins;

  private Cors(List<String> origins) {
    this.origins = List.copyOf(origins);
  }

  /** Permission for exactly these origins, such as {@code https://app.example}, or {@code *}. */
  public static Cors allowing(List<String> origins) {
    return new Cors(origins);
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    boolean preflight =
        request.method().equals("OPTIONS")
            && request.header("access-control-request-method").isPresent();
    HttpResponse response = preflight ? HttpResponse.empty(204) : Problems.answer(request, next);
    HttpResponse varying = response.with("vary", "Origin");
    return request
        .header("origin")
        .filter(this::allows)
        .map(origin -> permit(varying, origin, preflight))
        .orElse(varying);
  }

  private boolean allows(String origin) {
    return origins.contains("*") || origins.contains(origin);
  }

  private HttpResponse permit(HttpResponse response, String origin, boolean preflight) {
    HttpResponse permitted =
        response
            .with("access-control-allow-origin", origins.contains("*") ? "*" : origin)
            .with("access-control-expose-headers", EXPOSED);
    return preflight
        ? permitted
            .with("access-control-allow-methods", METHODS)
            .with("access-control-allow-headers", HEADERS)
            .with("access-control-max-age", MAX_AGE_SECONDS)
        : permitted;
  }
}
