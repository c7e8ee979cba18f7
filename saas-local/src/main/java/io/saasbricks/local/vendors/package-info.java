/**
 * Stand-ins for the vendors a SaaS backend calls: HTTP handlers that speak the vendors' wire
 * formats, so that the real clients are exercised without an account or a network. Start with
 * {@link io.saasbricks.local.vendors.OpenAiStandIn}; the emulator serves them all under {@code
 * /_local/}, and {@link io.saasbricks.local.http.LocalServer} serves one alone:
 *
 * <pre>{@code
 * var faults = new Faults();
 * try (LocalServer openAi = LocalServer.start(OpenAiStandIn.openAi(faults, InstantSource.system()))) {
 *   URI baseUrl = openAi.uri().resolve("/v1");
 * }
 * }</pre>
 */
@NullMarked
package io.saasbricks.local.vendors;

import org.jspecify.annotations.NullMarked;
