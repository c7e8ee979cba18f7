package io.saasbricks.llm;

import io.saasbricks.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A model as the catalogue describes it.
 *
 * @param id what the rest of the system calls it
 * @param provider who offers it
 * @param model what the vendor calls it
 * @param contextTokens the most tokens of a request and its answer together
 * @param maxOutputTokens the most tokens of an answer
 * @param strengths what it is good at, such as {@code code}; free words that routes ask for
 * @param retiredAfter when the vendor stops offering it, if that is known
 * @param parameters members of every request body to this model, such as one that turns reasoning
 *     off; objects are merged into those of the same name
 */
public record ModelCard(
    String id,
    ProviderCard provider,
    String model,
    ModelPrices prices,
    long contextTokens,
    int maxOutputTokens,
    Set<String> strengths,
    Set<Capability> capabilities,
    Optional<Instant> retiredAfter,
    JsonObject parameters) {
  /** Refuses token limits below one with an {@link IllegalArgumentException}. */
  public ModelCard {
    strengths = Set.copyOf(strengths);
    capabilities = Set.copyOf(capabilities);
    if (contextTokens < 1 || maxOutputTokens < 1) {
      throw new IllegalArgumentException("model " + id + " needs positive token limits");
    }
  }

  /** Whether the model can be asked this at that time. */
  boolean suits(ChatRequest request, long inputTokens, Instant now) {
    boolean offered = retiredAfter.map(now::isBefore).orElse(true);
    boolean tools = request.tools().isEmpty() || capabilities.contains(Capability.TOOLS);
    boolean schema = request.schema().isEmpty() || capabilities.contains(Capability.JSON_SCHEMA);
    return offered && tools && schema && inputTokens + outputTokens(request) <= contextTokens;
  }

  int outputTokens(ChatRequest request) {
    return Math.min(request.maxOutputTokens(), maxOutputTokens);
  }

  Optional<Double> temperature(ChatRequest request) {
    return capabilities.contains(Capability.TEMPERATURE) ? request.temperature() : Optional.empty();
  }
}
