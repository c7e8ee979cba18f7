package io.saasbricks.examples.chatbot.chat;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.llm.conversation.ConversationId;
import io.saasbricks.llm.conversation.Exchange;

/** The answer to a visitor's message. */
public record Reply(ConversationId conversation, Exchange exchange) {
  /** What a visitor is shown. */
  public JsonObject forVisitor() {
    return common().build();
  }

  /** What the agent's owner is shown. */
  public JsonObject forOwner() {
    return common().put("costUsd", exchange.costUsd().stripTrailingZeros()).build();
  }

  private JsonObject.Builder common() {
    return JsonObject.builder()
        .put("conversationId", conversation.value())
        .put("messageId", exchange.messageId())
        .put("reply", exchange.assistant())
        .put("provider", exchange.provider())
        .put("model", exchange.model())
        .put("usage", usage(exchange))
        .put("latencyMs", exchange.latency().toMillis())
        .put("attempts", exchange.attempts());
  }

  static JsonObject usage(Exchange exchange) {
    return JsonObject.builder()
        .put("inputTokens", exchange.usage().input())
        .put("outputTokens", exchange.usage().output())
        .put("cachedTokens", exchange.usage().cached())
        .build();
  }
}
