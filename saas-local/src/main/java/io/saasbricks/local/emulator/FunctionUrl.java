package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The URL of one function. Unlike the HTTP API it has no routes, leaves the path encoded, and may
 * stream. A URL with IAM authorization asks for the form of a signature and does not check it.
 */
final class FunctionUrl implements Gateway {
  private final FunctionUrlDefinition definition;
  private final Cors cors;
  private final ProxyEvents events;
  private final FunctionCaller functions;
  private final InstantSource time;
  private final Supplier<String> requestIds;

  FunctionUrl(
      FunctionUrlDefinition definition,
      FunctionCaller functions,
      InstantSource time,
      Supplier<String> requestIds) {
    this.definition = definition;
    this.cors = new Cors(definition.cors());
    this.events = new ProxyEvents(EventSource.of(definition));
    this.functions = functions;
    this.time = time;
    this.requestIds = requestIds;
  }

  @Override
  public Optional<LocalResponse> handle(LocalRequest request, String sourceIp) {
    return Optional.of(cors.preflight(request).orElseGet(() -> answer(request, sourceIp)));
  }

  @Override
  public LocalResponse notFound(LocalRequest request) {
    throw new IllegalStateException("a function URL takes every path: " + request.rawPath());
  }

  private LocalResponse answer(LocalRequest request, String sourceIp) {
    String signature = request.header("authorization").orElse("");
    if (definition.signed() && !signature.startsWith("AWS4-HMAC-SHA256 ")) {
      return cors.apply(request, LocalResponse.json(403, "{\"Message\":\"Forbidden\"}"));
    }
    String requestId = requestIds.get();
    var call =
        new Call(
            request,
            request.rawPath(),
            RouteDefinition.DEFAULT,
            Map.of(),
            sourceIp,
            requestId,
            time.instant());
    ObjectNode event = events.event(call, MissingNode.getInstance());
    LocalResponse response =
        definition.streaming()
            ? functions.stream(definition.functionId(), event)
            : functions.call(definition.functionId(), event);
    return cors.apply(request, response).with("x-amzn-requestid", requestId);
  }
}
