package io.saasbricks.llm;

import io.saasbricks.core.Deadline;
import java.util.function.Consumer;

/** How a model is asked: for the whole answer or piece by piece. */
interface Call {
  ChatAnswer ask(ChatModel model, ChatRequest request, Deadline deadline);

  /** What was told of the answer so far. */
  String told();

  /** Whether several models may be asked at once. */
  boolean repeatable();

  static Call whole() {
    return new Call() {
      @Override
      public ChatAnswer ask(ChatModel model, ChatRequest request, Deadline deadline) {
        return model.answer(request, deadline);
      }

      @Override
      public String told() {
        return "";
      }

      @Override
      public boolean repeatable() {
        return true;
      }
    };
  }

  static Call told(Consumer<String> sink) {
    return new ToldCall(sink);
  }
}
