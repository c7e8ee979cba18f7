package io.saasbricks.local.emulator;

import org.jspecify.annotations.Nullable;

/**
 * A route of the HTTP API.
 *
 * @param method a method, or {@code ANY}
 * @param path the path template, or {@code $default} for whatever no other route takes
 * @param functionId logical id of the function it invokes
 * @param authorizer who decides about callers; null if all may call
 */
record RouteDefinition(
    String method, String path, String functionId, @Nullable AuthorizerDefinition authorizer) {
  static final String DEFAULT = "$default";

  /** The key as it appears in events: {@code GET /agents/{agentId}} or {@code $default}. */
  String key() {
    return path.equals(DEFAULT) ? DEFAULT : method + " " + path;
  }
}
