package io.saasbricks.llm;

import io.saasbricks.core.Deadline;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Tells the answer piece by piece. */
record ToldCall(Consumer<String> sink, StringBuilder text) implements Call {
  ToldCall(Consumer<String> sink) {
    this(sink, new StringBuilder());
  }

  @Override
  public ChatAnswer ask(ChatModel model, ChatRequest request, Deadline deadline) {
    if (model instanceof StreamingChatModel streaming) {
      return streaming.stream(request, deadline, this::tell);
    }
    return tellWhole(model.answer(request, deadline));
  }

  /** An answer that was whole before anybody could stop it is paid in full. */
  private ChatAnswer tellWhole(ChatAnswer answer) {
    try {
      tell(answer.text());
      return answer;
    } catch (CancellationException e) {
      return new ChatAnswer(
          answer.text(),
          answer.toolCalls(),
          FinishReason.CANCELLED,
          answer.usage(),
          answer.model());
    }
  }

  private void tell(String piece) {
    text.append(piece);
    sink.accept(piece);
  }

  @Override
  public String told() {
    return text.toString();
  }

  /** One answer has one teller. */
  @Override
  public boolean repeatable() {
    return false;
  }
}
