package io.saasbricks.core.http;

import io.saasbricks.core.SaasException;
import io.saasbricks.core.table.InvalidCursorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a handler throws into an answer that leaks nothing. */
final class Problems implements Middleware {
  private static final Logger LOG = LoggerFactory.getLogger(HttpLambda.class);

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    try {
      return next.handle(request);
    } catch (ProblemException e) {
      return e.problem().toResponse(request.requestId());
    } catch (InvalidCursorException e) {
      return Problem.badRequest("The cursor does not belong to this list.")
          .toResponse(request.requestId());
    } catch (SaasException e) {
      LOG.atError().setCause(e).addKeyValue("route", request.parts().route()).log("request failed");
      Problem problem = e.retryable() ? Problem.unavailable() : Problem.internal();
      return problem.toResponse(request.requestId());
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("route", request.parts().route()).log("request failed");
      return Problem.internal().toResponse(request.requestId());
    }
  }
}
