package io.saasbricks.local.emulator;

import java.util.Map;

/** A route that takes a request, with the decoded values of its path's variables. */
record RouteMatch(RouteDefinition route, Map<String, String> pathParameters) {}
