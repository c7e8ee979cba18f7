package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** CORS rules of an API or a function URL, as the template gives them. */
record CorsDefinition(
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposed,
    boolean credentials,
    int maxAgeSeconds) {

  /**
   * From {@code CorsConfiguration}, {@code true} meaning any origin, or a function URL's {@code
   * Cors}.
   */
  static CorsDefinition of(JsonNode node) {
    if (node.isBoolean() || node.isTextual()) {
      String origin = node.isTextual() ? node.asText() : "*";
      return new CorsDefinition(List.of(origin), List.of(), List.of(), List.of(), false, -1);
    }
    return new CorsDefinition(
        list(node.path("AllowOrigins")),
        list(node.path("AllowMethods")),
        list(node.path("AllowHeaders")),
        list(node.path("ExposeHeaders")),
        node.path("AllowCredentials").asBoolean(),
        node.path("MaxAge").asInt(-1));
  }

  private static List<String> list(JsonNode node) {
    List<String> values = new ArrayList<>();
    node.forEach(value -> values.add(value.asText()));
    return List.copyOf(values);
  }
}
