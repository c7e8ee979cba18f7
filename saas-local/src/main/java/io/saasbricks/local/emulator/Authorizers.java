package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks Lambda authorizers, payload format 2.0 with simple responses. As on API Gateway, a call
 * without all identity sources is refused unasked, and a result is reused for its identity on every
 * route until its time is over.
 */
final class Authorizers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int CACHED_RESULTS = 10_000;

  private record Identity(String functionId, List<String> values) {}

  private record Cached(Verdict verdict, Instant until) {}

  private final Map<String, FunctionRuntime> functions;
  private final ProxyEvents events;
  private final Map<String, String> stageVariables;
  private final Map<Identity, Cached> cache = new ConcurrentHashMap<>();

  Authorizers(
      Map<String, FunctionRuntime> functions,
      ProxyEvents events,
      Map<String, String> stageVariables) {
    this.functions = functions;
    this.events = events;
    this.stageVariables = stageVariables;
  }

  Verdict decide(AuthorizerDefinition authorizer, Call call) {
    List<String> values = new ArrayList<>();
    for (String source : authorizer.identitySources()) {
      Optional<String> value = identity(source, call).filter(text -> !text.isEmpty());
      if (value.isEmpty()) {
        return new Verdict.Refused(401, "Unauthorized");
      }
      values.add(value.get());
    }
    var identity = new Identity(authorizer.functionId(), values);
    Cached cached = cache.get(identity);
    if (cached != null && call.at().isBefore(cached.until())) {
      return cached.verdict();
    }
    Optional<Verdict> asked = ask(authorizer, call, values);
    if (!values.isEmpty() && !authorizer.timeToLive().isZero()) {
      asked.ifPresent(
          verdict -> remember(identity, verdict, call.at().plus(authorizer.timeToLive())));
    }
    return asked.orElse(new Verdict.Refused(500, "Internal Server Error"));
  }

  private void remember(Identity identity, Verdict verdict, Instant until) {
    if (cache.size() >= CACHED_RESULTS) {
      cache.clear();
    }
    cache.put(identity, new Cached(verdict, until));
  }

  /** The function's verdict; empty if it failed or answered something else. */
  private Optional<Verdict> ask(AuthorizerDefinition authorizer, Call call, List<String> identity) {
    byte[] request =
        events.authorizerRequest(call, identity).toString().getBytes(StandardCharsets.UTF_8);
    var output = new ByteArrayOutputStream();
    FunctionRuntime function =
        Objects.requireNonNull(functions.get(authorizer.functionId()), authorizer.functionId());
    if (function.invoke(request, output, PATIENCE) != Outcome.RETURNED) {
      return Optional.empty();
    }
    try {
      JsonNode answer = JSON.readTree(output.toByteArray());
      if (!answer.path("isAuthorized").isBoolean()) {
        return Optional.empty();
      }
      return Optional.of(
          answer.path("isAuthorized").booleanValue()
              ? new Verdict.Allowed(answer.path("context"))
              : new Verdict.Refused(403, "Forbidden"));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private Optional<String> identity(String source, Call call) {
    String name = source.substring(source.lastIndexOf('.') + 1);
    if (source.startsWith("$request.header.")) {
      return call.request().header(name.toLowerCase(Locale.ROOT));
    }
    if (source.startsWith("$request.querystring.")) {
      return Optional.ofNullable(ProxyEvents.query(call.request().rawQuery()).get(name));
    }
    if (source.startsWith("$stageVariables.")) {
      return Optional.ofNullable(stageVariables.get(name));
    }
    return switch (source) {
      case "$context.routeKey" -> Optional.of(call.routeKey());
      case "$context.identity.sourceIp" -> Optional.of(call.sourceIp());
      case "$context.httpMethod" -> Optional.of(call.request().method());
      default -> Optional.empty();
    };
  }
}
