package io.saasbricks.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.llm.ChatMessage;
import io.saasbricks.llm.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationWindowTest {
  private static final ConversationId ID = new ConversationId("conversation-000001");

  private static Exchange exchange(String user, String assistant) {
    return new Exchange(
        "m",
        Instant.EPOCH,
        user,
        assistant,
        "p",
        "m",
        "m",
        TokenUsage.NONE,
        BigDecimal.ONE,
        Duration.ZERO,
        1);
  }

  private static ConversationWindow window(Exchange... exchanges) {
    List<NumberedExchange> numbered = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      numbered.add(new NumberedExchange(numbered.size() + 1, exchange));
    }
    return new ConversationWindow(ID, Optional.empty(), numbered);
  }

  @Test
  void theMessagesEndWithTheNewOne() {
    assertThat(window(exchange("a", "b")).messages("c", 1_000))
        .containsExactly(ChatMessage.user("a"), ChatMessage.assistant("b"), ChatMessage.user("c"));
  }

  @Test
  void anExchangeWithoutAnAnswerIsNotShown() {
    assertThat(window(exchange("a", " "), exchange("b", "c")).messages("d", 1_000))
        .containsExactly(ChatMessage.user("b"), ChatMessage.assistant("c"), ChatMessage.user("d"));
  }

  @Test
  void theOldestExchangesGiveWayToALimitOfTokens() {
    String long400 = "x".repeat(400);
    ConversationWindow window = window(exchange(long400, "1"), exchange("b", "2"));
    assertThat(window.messages("c", 50)).hasSize(3);
    assertThat(window.messages("c", 200)).hasSize(5);
    assertThat(window.messages(long400, 1)).containsExactly(ChatMessage.user(long400));
  }

  @Test
  void betweenCutsEveryWindowBeginsLikeTheOneBefore() {
    for (long count = 21; count < 500; count++) {
      boolean cut = ConversationWindow.start(count) != ConversationWindow.start(count - 1);
      assertThat(cut).isEqualTo(count % 10 == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "with space in it!!", "tenant#other-conversation"})
  void anIdThatCouldBeGuessedOrBreakAKeyIsNone(String value) {
    assertThat(ConversationId.tryParse(value)).isEmpty();
    assertThat(ConversationId.tryParse(ID.value())).contains(ID);
    assertThatThrownBy(() -> new ConversationId(value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRandomIdIsLong() {
    assertThat(ConversationId.random(new Random(1)).value()).hasSize(24);
    assertThat(ConversationId.random(new Random(1)))
        .isNotEqualTo(ConversationId.random(new Random(2)));
  }
}
