package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The HTTP API's way of a request: preflight, route, authorizer, function, CORS headers. */
final class HttpApi implements Gateway {
  private final HttpApiDefinition definition;
  private final Routes routes;
  private final Cors cors;
  private final ProxyEvents events;
  private final Authorizers authorizers;
  private final FunctionCaller functions;
  private final InstantSource time;
  private final Supplier<String> requestIds;

  HttpApi(
      HttpApiDefinition definition,
      Authorizers authorizers,
      FunctionCaller functions,
      InstantSource time,
      Supplier<String> requestIds) {
    this.definition = definition;
    this.routes = new Routes(definition.routes());
    this.cors = new Cors(definition.cors());
    this.events = new ProxyEvents(EventSource.of(definition));
    this.authorizers = authorizers;
    this.functions = functions;
    this.time = time;
    this.requestIds = requestIds;
  }

  @Override
  public Optional<LocalResponse> handle(LocalRequest request, String sourceIp) {
    if (!request.rawPath().startsWith(definition.prefix() + "/")) {
      return Optional.empty();
    }
    Optional<LocalResponse> preflight = cors.preflight(request);
    if (preflight.isPresent()) {
      return preflight;
    }
    String path = request.rawPath().substring(definition.prefix().length());
    return routes.match(request.method(), path).map(match -> answer(match, request, sourceIp));
  }

  @Override
  public LocalResponse notFound(LocalRequest request) {
    return cors.apply(request, FunctionCaller.message(404, "Not Found"));
  }

  private LocalResponse answer(RouteMatch match, LocalRequest request, String sourceIp) {
    // API Gateway decodes the path for the event and drops what follows a question mark thus found.
    String rawPath = Percent.decode(request.rawPath()).split("\\?", 2)[0];
    var call =
        new Call(
            request,
            rawPath,
            match.route().key(),
            match.pathParameters(),
            sourceIp,
            requestIds.get(),
            time.instant());
    LocalResponse response = call(match.route(), call);
    return cors.apply(request, response).with("apigw-requestid", call.requestId());
  }

  private LocalResponse call(RouteDefinition route, Call call) {
    JsonNode context = MissingNode.getInstance();
    if (route.authorizer() != null) {
      Verdict verdict = authorizers.decide(route.authorizer(), call);
      if (verdict instanceof Verdict.Refused refused) {
        return FunctionCaller.message(refused.status(), refused.message());
      }
      JsonNode lambda = ((Verdict.Allowed) verdict).context();
      context = JsonNodeFactory.instance.objectNode().set("lambda", lambda);
    }
    return functions.callOrStream(route.functionId(), events.event(call, context));
  }
}
