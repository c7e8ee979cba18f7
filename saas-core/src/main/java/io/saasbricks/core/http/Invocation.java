package io.saasbricks.core.http;

import java.util.Optional;

/**
 * What Lambda says of one call of the function.
 *
 * @param tenant whose environment this is, where the function isolates tenants
 * @param memoryMegabytes of the function
 * @param first whether the environment answers its first request
 * @param mode how the front door takes the answer
 */
record Invocation(Optional<String> tenant, int memoryMegabytes, boolean first, InvokeMode mode) {}
