package io.saasbricks.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatValuesTest {
  private static final JsonObject EMPTY = JsonObject.builder().build();

  @Test
  void aRequestNeedsAMessageAndSensibleLimits() {
    ChatRequest request = ChatRequest.of("hello");
    assertThatThrownBy(() -> request.with(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> request.limitedTo(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> request.at(2.1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> request.at(-0.1)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "ünïcode", "a.b"})
  void namesAreThoseThatAllVendorsAccept(String name) {
    assertThatThrownBy(() -> new Tool(name, "what it does", EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AnswerSchema(name, EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aToolNeedsADescription() {
    assertThatThrownBy(() -> new Tool("tool", " ", EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void argumentsAreReadWhenTheyAreWanted() {
    assertThat(ToolCall.of("1", "t", "{\"a\": 1}").parsedArguments().number("a")).isEqualTo(1);
    assertThat(ToolCall.of("1", "t", "").parsedArguments().members()).isEmpty();
    assertThatThrownBy(() -> ToolCall.of("1", "t", "{a").parsedArguments())
        .isInstanceOf(JsonException.class);
  }

  @Test
  void usageAddsUp() {
    TokenUsage told = new TokenUsage(100, 60, 10, 20, 5, false);
    TokenUsage guessed = new TokenUsage(10, 0, 0, 2, 0, true);
    assertThat(told.plus(guessed)).isEqualTo(new TokenUsage(110, 60, 10, 22, 5, true));
    assertThat(told.uncached()).isEqualTo(30);
    assertThatThrownBy(() -> TokenUsage.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "abc, 1", "abcd, 1", "abcde, 2", "你好, 2", "👍, 1", "ünï, 2"})
  void tokensAreEstimatedByTheirBytes(String text, long tokens) {
    assertThat(TokenUsage.estimate(text)).isEqualTo(tokens);
  }
}
