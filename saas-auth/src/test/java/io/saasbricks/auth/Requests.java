package io.saasbricks.auth;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.Headers;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;

/** Makes requests as middleware sees them. */
final class Requests {
  private Requests() {}

  static HttpRequest with(String header, String value) {
    return with(Map.of(header, value));
  }

  static HttpRequest with(Map<String, String> headers) {
    return request(headers, JsonObject.builder().build());
  }

  /** A request that an authorizer has let through. */
  static HttpRequest authorized(Map<String, ?> context) {
    JsonObject.Builder authorizer = JsonObject.builder();
    context.forEach(authorizer::put);
    return request(Map.of(), authorizer.build());
  }

  private static HttpRequest request(Map<String, String> headers, JsonObject authorizer) {
    return HttpRequest.of(
        new HttpRequest.Parts(
            "GET",
            "GET /agents",
            "/agents",
            Map.of(),
            Map.of(),
            Headers.of(headers),
            Map.of(),
            new byte[0],
            "203.0.113.7",
            "r1",
            authorizer,
            Deadline.in(Duration.ofSeconds(30), System::nanoTime)));
  }

  /** The answer, be it given or thrown. */
  static HttpResponse answer(Handler handler, HttpRequest request) {
    try {
      return handler.handle(request);
    } catch (ProblemException e) {
      return e.problem().toResponse(request.requestId());
    }
  }
}
