package io.saasbricks.local.emulator;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API of the template; one without routes if there is none.
 *
 * @param stage {@code $default}, or a name that prefixes every path
 * @param cors null if the API leaves CORS to its functions
 */
record HttpApiDefinition(
    String stage,
    @Nullable CorsDefinition cors,
    Map<String, String> stageVariables,
    List<RouteDefinition> routes) {
  HttpApiDefinition {
    stageVariables = Map.copyOf(stageVariables);
    routes = List.copyOf(routes);
  }

  /** What precedes every path: empty for the default stage. */
  String prefix() {
    return stage.equals("$default") ? "" : "/" + stage;
  }
}
