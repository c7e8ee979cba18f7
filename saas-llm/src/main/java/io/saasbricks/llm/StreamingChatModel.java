package io.saasbricks.llm;

import io.saasbricks.core.Deadline;
import java.util.function.Consumer;

/** A language model that can tell its answer while it is being written. */
public interface StreamingChatModel extends ChatModel {
  /**
   * The model's answer, whose text has been handed to the sink piece by piece, in order and on the
   * calling thread.
   *
   * <p>To stop, throw a {@link java.util.concurrent.CancellationException} from the sink: the
   * connection is closed, so that the vendor writes no more, and the text told so far is the
   * answer, with {@link FinishReason#CANCELLED} and a usage that is partly estimated. Whatever else
   * the sink throws comes out of this call.
   *
   * @throws ChatException as {@link #answer} does; also if the answer broke off, in which case its
   *     {@link ChatException#usage()} is what the text told so far is estimated to cost
   */
  ChatAnswer stream(ChatRequest request, Deadline deadline, Consumer<String> sink);
}
