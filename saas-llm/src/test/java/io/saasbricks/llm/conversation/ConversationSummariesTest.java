package io.saasbricks.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.llm.ChatAnswer;
import io.saasbricks.llm.ChatException;
import io.saasbricks.llm.ChatFailure;
import io.saasbricks.llm.ChatMessage;
import io.saasbricks.llm.ChatModel;
import io.saasbricks.llm.ChatRequest;
import io.saasbricks.llm.FinishReason;
import io.saasbricks.llm.LlmRouter;
import io.saasbricks.llm.RoutedAnswer;
import io.saasbricks.llm.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationSummariesTest {
  private static final ConversationId ID = new ConversationId("conversation-000001");
  private static final Deadline SOON = Deadline.in(Duration.ofSeconds(9), System::nanoTime);

  private final TestTable test = TestTable.inMemory();
  private final Conversations conversations = Conversations.in(test.table(), test.time());
  private final List<ChatRequest> asked = new ArrayList<>();
  private boolean down;
  private Optional<ChatAnswer> instead = Optional.empty();
  private final ChatModel model =
      (request, deadline) -> {
        asked.add(request);
        if (down) {
          throw new ChatException(ChatFailure.INVALID, "down", null);
        }
        return instead.orElseGet(
            () -> ChatAnswer.of("summary " + asked.size(), TokenUsage.of(50, 5), "m"));
      };
  private final ConversationSummaries summaries =
      new ConversationSummaries(
          conversations, LlmRouter.builder(card -> Optional.of(model)).build());

  private ConversationWindow after(int count) {
    ConversationWindow window = conversations.window(ID);
    for (int number = (int) window.count() + 1; number <= count; number++) {
      Exchange exchange =
          new Exchange(
              "m" + number,
              test.time().instant(),
              "question " + number,
              "answer " + number,
              "p",
              "m",
              "m",
              TokenUsage.NONE,
              BigDecimal.ZERO,
              Duration.ZERO,
              1);
      window = conversations.append(window, "agent1", exchange).window();
    }
    return window;
  }

  private String question() {
    return ((ChatMessage.User) asked.get(asked.size() - 1).messages().get(0)).text();
  }

  @Test
  void nothingIsSummarisedBeforeTheWindowMovesOn() {
    assertThat(summaries.refresh(after(19), SOON)).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void whatLeavesTheWindowIsSummarisedOnceByTheCheapestModel() {
    RoutedAnswer answer = summaries.refresh(after(20), SOON).orElseThrow();
    assertThat(answer.reason()).isEqualTo("cheapest, by plan");
    assertThat(question()).contains("question 1\n", "answer 10\n").doesNotContain("question 11");
    assertThat(conversations.window(ID).summary()).contains("summary 1");
    assertThat(summaries.refresh(conversations.window(ID), SOON)).isEmpty();
  }

  @Test
  void theNextSummaryContinuesTheOneBefore() {
    summaries.refresh(after(20), SOON);
    summaries.refresh(after(30), SOON);
    assertThat(question())
        .startsWith("Summary so far: summary 1")
        .contains("question 11\n", "question 20\n")
        .doesNotContain("question 10\n", "question 21");
    assertThat(conversations.window(ID).summary()).contains("summary 2");
  }

  /** What a model said instead of a summary replaced the memory of the conversation. */
  @ParameterizedTest
  @CsvSource({"REFUSED, I cannot help with that.", "REFUSED, ''", "OTHER, ' '"})
  void aRefusalLeavesTheSummaryBeforeItAndIsPaidOnce(FinishReason reason, String text) {
    summaries.refresh(after(20), SOON);
    instead = Optional.of(new ChatAnswer(text, List.of(), reason, TokenUsage.of(50, 5), "m"));
    assertThat(summaries.refresh(after(30), SOON)).isPresent();
    assertThat(conversations.window(ID).summary()).contains("summary 1");
    assertThat(summaries.refresh(after(31), SOON)).isEmpty();
    instead = Optional.empty();
    summaries.refresh(after(40), SOON);
    assertThat(question()).contains("summary 1", "question 21\n").doesNotContain("question 20\n");
  }

  @Test
  void aSummaryThatFailedIsMadeAtTheNextTurn() {
    down = true;
    assertThat(summaries.refresh(after(20), SOON)).isEmpty();
    down = false;
    summaries.refresh(after(21), SOON);
    assertThat(question()).contains("question 1\n", "question 10\n");
    assertThat(conversations.window(ID).summary()).isPresent();
  }
}
