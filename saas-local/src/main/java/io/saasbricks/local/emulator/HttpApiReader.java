package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the template's HTTP API, explicit or implicit, and collects the routes that functions'
 * events declare.
 */
final class HttpApiReader {
  private static final int DEFAULT_REAUTHORIZE_SECONDS = 300;

  private final String where;
  private final JsonNode properties;
  private final Function<String, String> functionIdByArn;
  private final List<RouteDefinition> routes = new ArrayList<>();

  /**
   * @param functionIdByArn the logical id of the function with an ARN
   */
  HttpApiReader(Resources resources, Function<String, String> functionIdByArn) {
    Map<String, JsonNode> apis = resources.ofType(Resources.HTTP_API);
    if (apis.size() > 1) {
      throw new TemplateException("one HTTP API is emulated, not " + apis.keySet());
    }
    String id = apis.keySet().stream().findFirst().orElse(References.IMPLICIT_API);
    this.where = "Resources." + id + ".Properties";
    this.properties = apis.getOrDefault(id, resources.globals(Resources.HTTP_API));
    this.functionIdByArn = functionIdByArn;
    if (properties.has("DefinitionBody")) {
      throw new TemplateException(
          where + ".DefinitionBody is not emulated; declare the routes as events of the functions");
    }
  }

  /** Adds the route of an {@code HttpApi} event; an event without a path is the default route. */
  void addRoute(String functionId, JsonNode event, String eventWhere) {
    String path = event.path("Path").asText(RouteDefinition.DEFAULT);
    String method = event.path("Method").asText("ANY").toUpperCase(Locale.ROOT);
    String payload = event.path("PayloadFormatVersion").asText("2.0");
    if (!payload.equals("2.0")) {
      throw new TemplateException(
          eventWhere + ".PayloadFormatVersion " + payload + " is not emulated");
    }
    String authorizer =
        event
            .path("Auth")
            .path("Authorizer")
            .asText(properties.path("Auth").path("DefaultAuthorizer").asText("NONE"));
    routes.add(
        new RouteDefinition(
            method.equals("*") || method.equals("X-AMAZON-APIGATEWAY-ANY-METHOD") ? "ANY" : method,
            path,
            functionId,
            authorizer(authorizer, eventWhere)));
  }

  /** The API with the routes added so far. */
  HttpApiDefinition definition() {
    Map<String, String> stageVariables = new LinkedHashMap<>();
    for (var variable : properties.path("StageVariables").properties()) {
      stageVariables.put(variable.getKey(), variable.getValue().asText());
    }
    JsonNode cors = properties.path("CorsConfiguration");
    boolean withCors = cors.isObject() || cors.isTextual() || cors.asBoolean();
    return new HttpApiDefinition(
        properties.path("StageName").asText("$default"),
        withCors ? CorsDefinition.of(cors) : null,
        stageVariables,
        routes);
  }

  private @Nullable AuthorizerDefinition authorizer(String name, String eventWhere) {
    if (name.equals("NONE")) {
      return null;
    }
    JsonNode definition = properties.path("Auth").path("Authorizers").path(name);
    if (definition.isMissingNode()) {
      throw new TemplateException(eventWhere + ".Auth.Authorizer: no authorizer is called " + name);
    }
    String at = where + ".Auth.Authorizers." + name;
    if (!definition.has("FunctionArn")) {
      throw new TemplateException(at + ": only Lambda authorizers are emulated");
    }
    if (!definition.path("EnableSimpleResponses").asBoolean()
        || !definition.path("AuthorizerPayloadFormatVersion").asText().equals("2.0")) {
      throw new TemplateException(
          at + ": only payload format 2.0 with EnableSimpleResponses is emulated");
    }
    JsonNode identity = definition.path("Identity");
    return new AuthorizerDefinition(
        functionIdByArn.apply(definition.path("FunctionArn").asText()),
        identitySources(identity),
        Duration.ofSeconds(identity.path("ReauthorizeEvery").asLong(DEFAULT_REAUTHORIZE_SECONDS)));
  }

  private static List<String> identitySources(JsonNode identity) {
    Map<String, String> prefixes = new LinkedHashMap<>();
    prefixes.put("Headers", "$request.header.");
    prefixes.put("QueryStrings", "$request.querystring.");
    prefixes.put("Context", "$context.");
    prefixes.put("StageVariables", "$stageVariables.");
    List<String> sources = new ArrayList<>();
    prefixes.forEach(
        (member, prefix) ->
            identity.path(member).forEach(source -> sources.add(prefix + source.asText())));
    return sources;
  }
}
