package io.saasbricks.llm;

import java.util.List;

/**
 * One message of a conversation. The system prompt is no message but part of the request.
 * Immutable.
 *
 * <p>Messages need not take turns: where a vendor demands it, neighbours of one role are joined.
 */
public sealed interface ChatMessage {
  /** What a person wrote. */
  record User(String text) implements ChatMessage {}

  /**
   * What a model answered.
   *
   * @param toolCalls the tools it asked for; each needs a {@link ToolResult} in what follows
   */
  record Assistant(String text, List<ToolCall> toolCalls) implements ChatMessage {
    public Assistant {
      toolCalls = List.copyOf(toolCalls);
    }
  }

  /**
   * What a tool gave.
   *
   * @param callId the id of the {@link ToolCall}
   * @param tool the tool's name
   * @param text the result, for the model to read
   */
  record ToolResult(String callId, String tool, String text) implements ChatMessage {}

  /** What a person wrote. */
  static ChatMessage user(String text) {
    return new User(text);
  }

  /** What a model answered, without asking for tools. */
  static ChatMessage assistant(String text) {
    return new Assistant(text, List.of());
  }
}
