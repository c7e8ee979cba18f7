package io.saasbricks.core.http;

/**
 * Answers a request. Implementations are safe for concurrent use: one serves all requests of a
 * container.
 */
@FunctionalInterface
public interface Handler {
  /**
   * The answer.
   *
   * @throws ProblemException for an answer that is a refusal
   */
  HttpResponse handle(HttpRequest request);

  /** This handler behind the given middleware, the first outermost: it sees the request first. */
  default Handler behind(Middleware... chain) {
    Handler handler = this;
    for (int i = chain.length - 1; i >= 0; i--) {
      Middleware middleware = chain[i];
      Handler next = handler;
      handler = request -> middleware.apply(request, next);
    }
    return handler;
  }
}
