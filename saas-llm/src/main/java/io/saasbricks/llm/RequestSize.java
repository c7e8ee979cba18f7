package io.saasbricks.llm;

import io.saasbricks.core.json.Json;
import java.util.List;
import java.util.Optional;

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

  /**
   * The request without the older half of its conversation, or a little more: what is left begins
   * with a user's message, so that no tool's result is without its call. Empty if nothing could be
   * left out.
   */
  static Optional<ChatRequest> newerHalf(ChatRequest request) {
    List<ChatMessage> messages = request.messages();
    for (int from = Math.max(1, messages.size() / 2); from < messages.size(); from++) {
      if (messages.get(from) instanceof ChatMessage.User) {
        return Optional.of(request.with(messages.subList(from, messages.size())));
      }
    }
    return Optional.empty();
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
