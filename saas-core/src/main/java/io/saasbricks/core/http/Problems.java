package io.saasbricks.core.http;

import io.saasbricks.core.SaasException;
import io.saasbricks.core.table.InvalidCursorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a handler throws into an answer that leaks nothing. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(HttpLambda.class);

  private Problems() {}

  /** What the handler answers, or the problem that it meets. */
  static HttpResponse answer(HttpRequest request, Handler handler) {
    try {
      return handler.handle(request);
    } catch (RuntimeException e) {
      return of(request, e).toResponse(request.requestId());
    }
  }

  /** The problem that a failure is to the caller; what is a fault of ours is logged. */
  static Problem of(HttpRequest request, RuntimeException failure) {
    if (failure instanceof ProblemException refusal) {
      return refusal.problem();
    }
    if (failure instanceof InvalidCursorException) {
      return Problem.badRequest("The cursor does not belong to this list.");
    }
    LOG.atError()
        .setCause(failure)
        .addKeyValue("requestId", request.requestId())
        .addKeyValue(
            "route", request.facts().values().getOrDefault("route", request.parts().route()))
        .log("request failed");
    return failure instanceof SaasException broken && broken.retryable()
        ? Problem.unavailable()
        : Problem.internal();
  }
}
