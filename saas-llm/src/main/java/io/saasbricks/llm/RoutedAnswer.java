package io.saasbricks.llm;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An answer with who gave it, why, and what it cost, failed attempts included. Immutable.
 *
 * @param model the card of the model that answered
 * @param intended the id of the model that plan and preference ask for
 * @param reason why this model was asked first, or that it stood in for another
 * @param attempts every call made, the one that brought the answer last
 */
public record RoutedAnswer(
    ChatAnswer answer, ModelCard model, String intended, String reason, List<Attempt> attempts) {
  public RoutedAnswer {
    attempts = List.copyOf(attempts);
  }

  /** The tokens of all attempts. */
  public TokenUsage usage() {
    return attempts.stream().map(Attempt::usage).reduce(TokenUsage.NONE, TokenUsage::plus);
  }

  /** The dollars of all attempts. */
  public BigDecimal costUsd() {
    return attempts.stream().map(Attempt::costUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The time of all attempts, without the waits between them. */
  public Duration latency() {
    return attempts.stream().map(Attempt::latency).reduce(Duration.ZERO, Duration::plus);
  }

  /** What the conversation's next message should be routed with. */
  public Affinity affinity() {
    return new Affinity(model.id(), intended);
  }

  /**
   * This answer as fields of a log line, by the names of OpenTelemetry's conventions for generative
   * AI where they have one. Holds no text of the conversation.
   */
  public Map<String, Object> logFields() {
    TokenUsage usage = usage();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("gen_ai.operation.name", "chat");
    fields.put("gen_ai.provider.name", model.provider().telemetryName());
    fields.put("gen_ai.request.model", model.model());
    fields.put("gen_ai.response.model", answer.model());
    fields.put(
        "gen_ai.response.finish_reasons", answer.finishReason().name().toLowerCase(Locale.ROOT));
    fields.put("gen_ai.usage.input_tokens", usage.input());
    fields.put("gen_ai.usage.output_tokens", usage.output());
    fields.put("gen_ai.usage.cache_read.input_tokens", usage.cached());
    fields.put("gen_ai.usage.cache_creation.input_tokens", usage.cacheWritten());
    fields.put("gen_ai.usage.reasoning.output_tokens", usage.reasoning());
    fields.put("llm.attempts", attempts.size());
    fields.put("llm.latency_ms", latency().toMillis());
    fields.put("llm.cost_usd", costUsd());
    fields.put("llm.intended_model", intended);
    fields.put("llm.reason", reason);
    return fields;
  }
}
