package io.saasbricks.llm;

import io.saasbricks.core.Deadline;

/**
 * A language model that continues a conversation. Asks once: it neither retries nor waits, which is
 * for the {@link LlmRouter} to decide. Safe for concurrent use.
 */
@FunctionalInterface
public interface ChatModel {
  /**
   * The model's answer. A refusal to answer is one, told by its {@link ChatAnswer#finishReason()}.
   *
   * @throws ChatException if there is no answer by the deadline; its kind says what may help
   */
  ChatAnswer answer(ChatRequest request, Deadline deadline);
}
