package io.saasbricks.core.http;

/**
 * A step between the caller and the handler. It may refuse the request, change it for {@code next},
 * or change the answer. Implementations are safe for concurrent use.
 */
@FunctionalInterface
public interface Middleware {
  /** The answer of {@code next}, or one of its own. */
  HttpResponse apply(HttpRequest request, Handler next);
}
