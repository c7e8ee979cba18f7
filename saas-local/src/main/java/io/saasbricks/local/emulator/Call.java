package io.saasbricks.local.emulator;

import io.saasbricks.local.http.LocalRequest;
import java.time.Instant;
import java.util.Map;

/**
 * A request on its way to a function.
 *
 * @param rawPath the path as the event shows it
 * @param sourceIp the address reported as the caller's
 */
record Call(
    LocalRequest request,
    String rawPath,
    String routeKey,
    Map<String, String> pathParameters,
    String sourceIp,
    String requestId,
    Instant at) {}
