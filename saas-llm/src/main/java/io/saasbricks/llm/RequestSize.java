package io.saasbricks.llm;

import io.saasbricks.core.json.Json;

/** Estimates of how much a request asks a model to read. */
final class RequestSize {
  /** What a message costs besides its text: its role and separators. */
  private static final int PER_MESSAGE = 4;

  private RequestSize() {}

  static long inputTokens(ChatRequest request) {
    long tokens = TokenUsage.estimate(request.system());
    for (ChatMessage message : request.messages()) {
      tokens += PER_MESSAGE + TokenUsage.estimate(text(message));
    }
    for (Tool tool : request.tools()) {
      tokens += TokenUsage.estimate(tool.description() + Json.text(tool.parameters()));
    }
    return tokens;
  }

  /** All that a model reads of a message. */
  static String text(ChatMessage message) {
    if (message instanceof ChatMessage.User user) {
      return user.text();
    }
    if (message instanceof ChatMessage.Assistant assistant) {
      StringBuilder text = new StringBuilder(assistant.text());
      assistant.toolCalls().forEach(call -> text.append(call.tool()).append(call.arguments()));
      return text.toString();
    }
    return ((ChatMessage.ToolResult) message).text();
  }
}
