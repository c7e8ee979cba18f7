package io.saasbricks.llm;

import java.util.List;

/**
 * What a model answered.
 *
 * @param text empty if the model only asked for tools or refused without a word
 * @param toolCalls the tools the model asks for
 * @param usage the tokens paid for
 * @param model the model as the vendor names it in the answer; may be more exact than asked for
 */
public record ChatAnswer(
    String text,
    List<ToolCall> toolCalls,
    FinishReason finishReason,
    TokenUsage usage,
    String model) {
  public ChatAnswer {
    toolCalls = List.copyOf(toolCalls);
  }

  /** A complete answer of plain text. */
  public static ChatAnswer of(String text, TokenUsage usage, String model) {
    return new ChatAnswer(text, List.of(), FinishReason.STOP, usage, model);
  }

  /** This answer as a message of the conversation that goes on. */
  public ChatMessage asMessage() {
    return new ChatMessage.Assistant(text, toolCalls);
  }
}
