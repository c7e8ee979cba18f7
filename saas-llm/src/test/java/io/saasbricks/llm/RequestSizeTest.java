package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large a request is, and what is left of one that is too large. */
class RequestSizeTest {
  private static final ToolCall CALL = ToolCall.of("1", "get_weather", "{\"city\":\"Bern\"}");

  /** One letter per message: a question, an answer, the wish for a tool, and its result. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Q         |
          QA        |
          QAQ       | Q
          QAQAQ     | QAQ
          QAQAQAQ   | QAQ
          QAQCRAQ   | Q
          QCRAQ     | Q
          QACRAQ    | Q
          QQ        | Q
          QACR      |
          """)
  void theNewerHalfBeginsWithAQuestionAndHasNoResultWithoutItsCall(
      String conversation, @Nullable String left) {
    ChatRequest request = ChatRequest.of("system", conversation(conversation));
    Optional<ChatRequest> half = RequestSize.newerHalf(request);
    assertThat(half.map(ChatRequest::messages))
        .isEqualTo(
            Optional.ofNullable(left)
                .map(
                    rest -> {
                      int from = conversation.length() - rest.length();
                      return request.messages().subList(from, conversation.length());
                    }));
    assertThat(half.map(ChatRequest::system).orElse("system")).isEqualTo("system");
  }

  @Test
  void everythingThatAModelReadsCounts() {
    ChatRequest plain = ChatRequest.of("x".repeat(400), List.of(ChatMessage.user("y".repeat(40))));
    long size = RequestSize.inputTokens(plain);
    assertThat(size).isEqualTo(100 + 4 + 10);
    assertThat(RequestSize.inputTokens(plain.offering(List.of(Vendors.WEATHER))))
        .isGreaterThan(size + 20);
    assertThat(
            RequestSize.inputTokens(
                plain.with(List.of(new ChatMessage.Assistant("z".repeat(40), List.of(CALL))))))
        .isEqualTo(size + TokenUsage.estimate(CALL.tool() + CALL.arguments()));
  }

  private static List<ChatMessage> conversation(String letters) {
    return letters.chars().mapToObj(letter -> message((char) letter)).toList();
  }

  private static ChatMessage message(char letter) {
    return switch (letter) {
      case 'Q' -> ChatMessage.user("question");
      case 'A' -> ChatMessage.assistant("answer");
      case 'C' -> new ChatMessage.Assistant("", List.of(CALL));
      default -> new ChatMessage.ToolResult(CALL.id(), CALL.tool(), "sunny");
    };
  }
}
