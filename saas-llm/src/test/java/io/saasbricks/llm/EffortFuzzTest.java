package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.simulation.Corpus;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: any message has an effort, the same in a conversation as alone; only a short one is
 * small talk. Time is linear, or the fuzzer reports a time-out.
 */
public final class EffortFuzzTest {
  private static final int MOST_SMALL_WORDS = 6;
  private static final Corpus CORPUS =
      Corpus.of(
          "Thanks a lot!",
          "select a, b\nfrom t where select select",
          "at com.example.Shop.open(Shop.java:42)",
          "Warum ist class   x    (regex function) so? explain; \n}",
          "こんにちは ```\n");

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    String message = CORPUS.text(data);
    Effort effort = Effort.of(ChatRequest.of(message));
    List<ChatMessage> turns = List.of(ChatMessage.user("Why? Explain."), ChatMessage.user(message));
    assertThat(Effort.of(ChatRequest.of("", turns))).isEqualTo(effort);
    if (effort == Effort.SMALL_TALK) {
      assertThat(message.strip().split("[^\\p{L}\\p{Nd}]+", -1))
          .hasSizeLessThanOrEqualTo(MOST_SMALL_WORDS + 2);
    }
  }

  @Test
  void anyMessageHasAnEffort() {
    CORPUS.replay(EffortFuzzTest::fuzzerTestOneInput);
  }
}
