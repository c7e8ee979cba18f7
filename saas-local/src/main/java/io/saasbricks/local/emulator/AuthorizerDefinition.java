package io.saasbricks.local.emulator;

import java.time.Duration;
import java.util.List;

/**
 * A Lambda authorizer.
 *
 * @param functionId logical id of its function
 * @param identitySources as API Gateway writes them: {@code $request.header.Authorization}
 * @param timeToLive how long a result is reused for the same identity
 */
record AuthorizerDefinition(String functionId, List<String> identitySources, Duration timeToLive) {
  AuthorizerDefinition {
    identitySources = List.copyOf(identitySources);
  }
}
