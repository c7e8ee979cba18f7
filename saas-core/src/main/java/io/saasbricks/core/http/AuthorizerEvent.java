package io.saasbricks.core.http;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What API Gateway asks an authorizer, and how it wants the answer.
 *
 * @param resource the ARN pattern of every route of the stage
 */
record AuthorizerEvent(HttpRequest request, String resource) {
  private static final JsonObject NOTHING = JsonObject.builder().build();

  /**
   * The question in the event.
   *
   * @throws io.saasbricks.core.json.JsonException if it is neither of payload 2.0 nor of a REST API
   */
  static AuthorizerEvent read(JsonObject event, String invocation, Duration remaining) {
    if (event.has("methodArn")) {
      return new AuthorizerEvent(
          HttpRequest.of(rest(event, invocation, remaining)), stage(event.string("methodArn")));
    }
    return new AuthorizerEvent(
        HttpRequest.of(Payload.parts(event, invocation, remaining)),
        stage(event.string("routeArn")));
  }

  private static HttpRequest.Parts rest(JsonObject event, String invocation, Duration remaining) {
    JsonObject context = event.object("requestContext");
    String method = event.string("httpMethod").toUpperCase(Locale.ROOT);
    return new HttpRequest.Parts(
        method,
        method + " " + event.string("resource"),
        event.string("path"),
        Payload.strings(event.optionalObject("pathParameters").orElse(NOTHING)),
        Map.of(),
        Headers.of(Payload.strings(event.optionalObject("headers").orElse(NOTHING))),
        Map.of(),
        new byte[0],
        context.object("identity").optionalString("sourceIp").orElse(""),
        context.optionalString("requestId").orElse(invocation),
        NOTHING,
        Deadline.in(remaining, System::nanoTime));
  }

  /** A policy for one route, reused from API Gateway's cache, would deny the caller the others. */
  private static String stage(String routeArn) {
    String[] parts = routeArn.split("/", 3);
    return parts.length < 2 ? routeArn : parts[0] + "/" + parts[1] + "/*";
  }

  static JsonObject simple(Authorizer.Decision decision) {
    JsonObject.Builder answer = JsonObject.builder();
    return decision instanceof Authorizer.Decision.Allowed allowed
        ? answer.put("isAuthorized", true).put("context", allowed.context()).build()
        : answer.put("isAuthorized", false).put("context", NOTHING).build();
  }

  static JsonObject policy(Authorizer.Decision decision, String resource) {
    return decision instanceof Authorizer.Decision.Allowed allowed
        ? policy(allowed.principalId(), "Allow", resource, allowed.context())
        : policy("nobody", "Deny", resource, Map.of());
  }

  private static JsonObject policy(
      String principalId, String effect, String resource, Map<String, String> context) {
    Map<String, String> statement =
        Map.of("Action", "execute-api:Invoke", "Effect", effect, "Resource", resource);
    return JsonObject.builder()
        .put("principalId", principalId)
        .put("policyDocument", Map.of("Version", "2012-10-17", "Statement", List.of(statement)))
        .put("context", context)
        .build();
  }
}
