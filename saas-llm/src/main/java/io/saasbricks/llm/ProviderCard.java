package io.saasbricks.llm;

import java.net.URI;
import java.util.Set;

/**
 * A vendor of models, as the catalogue describes it.
 *
 * @param name what keys are configured by, such as {@code openai}
 * @param telemetryName the vendor's name in OpenTelemetry's {@code gen_ai.provider.name}
 * @param format the protocol it speaks
 * @param url the base address that the protocol's paths follow
 * @param outputLimit the name of the limit of the answer among the dialects of {@link
 *     WireFormat#OPENAI}
 */
public record ProviderCard(
    String name, String telemetryName, WireFormat format, URI url, String outputLimit) {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** Refuses another name, or an address of no host, with an {@link IllegalArgumentException}. */
  public ProviderCard {
    if (!name.matches("[a-z0-9-]{1,32}")) {
      throw new IllegalArgumentException("provider name must match [a-z0-9-]{1,32}: " + name);
    }
    if (url.getHost() == null || !SCHEMES.contains(String.valueOf(url.getScheme()))) {
      throw new IllegalArgumentException("provider " + name + " needs an address of http: " + url);
    }
  }
}
