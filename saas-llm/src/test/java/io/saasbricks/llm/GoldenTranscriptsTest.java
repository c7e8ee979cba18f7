package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saasbricks.core.net.OutboundResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers recorded from an independent server, in the four protocols. */
class GoldenTranscriptsTest {
  private static final String HELLO =
      "Hi there! How can I help you today? Ünïcödé ✓ \"quoted\"\nnew line.";
  private static final TokenUsage HELLO_USAGE = TokenUsage.of(11, 13);

  private static StreamingChatModel model(String protocol, Supplier<OutboundResponse> answer) {
    return Vendors.speaking(protocol, new CannedTransport(answer));
  }

  private static ChatAnswer unary(String protocol, String scenario) {
    Golden golden = Golden.read(protocol + "." + scenario + ".unary");
    return model(protocol, golden::response).answer(Vendors.question(), Vendors.SOON);
  }

  private static ChatAnswer streamed(String protocol, String scenario, List<String> told) {
    Golden golden = Golden.read(protocol + "." + scenario + ".stream");
    return model(protocol, golden::response).stream(Vendors.question(), Vendors.SOON, told::add);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-chat", "gemini-v1beta", "anthropic-messages", "bedrock-converse"})
  void anAnswerInOnePiece(String protocol) {
    ChatAnswer answer = unary(protocol, "hello");
    assertThat(answer.text()).isEqualTo(HELLO);
    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(answer.usage()).isEqualTo(HELLO_USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-chat", "gemini-v1beta", "anthropic-messages", "bedrock-converse"})
  void aStreamTellsTheSameTextAndUsage(String protocol) {
    List<String> told = new ArrayList<>();
    ChatAnswer answer = streamed(protocol, "hello", told);
    assertThat(String.join("", told)).isEqualTo(HELLO);
    assertThat(answer).isEqualTo(unary(protocol, "hello"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-chat", "gemini-v1beta", "anthropic-messages", "bedrock-converse"})
  void aToolCallIsTheSameInOnePieceAndStreamed(String protocol) {
    for (ChatAnswer answer :
        List.of(unary(protocol, "weather"), streamed(protocol, "weather", new ArrayList<>()))) {
      assertThat(answer.text()).isEmpty();
      ToolCall call = answer.toolCalls().get(0);
      assertThat(call.tool()).isEqualTo("get_weather");
      assertThat(call.id()).isNotEmpty();
      assertThat(call.parsedArguments().string("city")).isEqualTo("Paris");
      assertThat(call.parsedArguments().string("unit")).isEqualTo("c");
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          openai-chat       , limited, RATE_LIMITED, 3
          openai-chat       , quota  , DENIED      , 1
          openai-chat       , down   , OVERLOADED  ,
          gemini-v1beta     , limited, RATE_LIMITED, 3
          gemini-v1beta     , down   , OVERLOADED  ,
          anthropic-messages, limited, RATE_LIMITED, 3
          anthropic-messages, down   , OVERLOADED  ,
          bedrock-converse  , limited, RATE_LIMITED, 3
          bedrock-converse  , down   , OVERLOADED  ,
          """)
  void anErrorTellsItsKindAndWait(
      String protocol, String scenario, ChatFailure kind, Long seconds) {
    ChatException unary =
        catchThrowableOfType(ChatException.class, () -> unary(protocol, scenario));
    ChatException streamed =
        catchThrowableOfType(
            ChatException.class, () -> streamed(protocol, scenario, new ArrayList<>()));
    for (ChatException failure : List.of(unary, streamed)) {
      assertThat(failure.failure()).isEqualTo(kind);
      assertThat(failure.retryAfter().map(wait -> wait.toSeconds()).orElse(null))
          .isEqualTo(seconds);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-chat", "gemini-v1beta", "anthropic-messages", "bedrock-converse"})
  void aStreamCutAtAnyByteIsEitherWholeOrAFailureWithWhatWasTold(String protocol) {
    Golden golden = Golden.read(protocol + ".hello.stream");
    for (int length = 0; length < golden.body().length; length++) {
      int cut = length;
      List<String> told = new ArrayList<>();
      StreamingChatModel model = model(protocol, () -> golden.cutAt(cut));
      try {
        ChatAnswer answer = model.stream(Vendors.question(), Vendors.SOON, told::add);
        assertThat(answer.text()).as("cut at %d", cut).isEqualTo(HELLO);
        assertThat(answer.usage().input()).isPositive();
      } catch (ChatException e) {
        assertThat(e.failure()).isEqualTo(ChatFailure.BROKEN_OFF);
        assertThat(e.repeatable()).isFalse();
        assertThat(told.isEmpty() || e.usage().output() > 0).as("cut at %d", cut).isTrue();
      }
      assertThat(HELLO).startsWith(String.join("", told));
    }
  }

  @Test
  void aStreamWhoseUsageWasCutOffIsWholeWithAnEstimate() {
    Golden golden = Golden.read("openai-chat.hello.stream");
    String body = new String(golden.body(), ISO_8859_1);
    int beforeUsage = body.indexOf("data: ", body.indexOf("\"finish_reason\":\"stop\""));
    ChatAnswer answer =
        model("openai-chat", () -> golden.cutAt(beforeUsage)).stream(
            Vendors.question(), Vendors.SOON, piece -> {});
    assertThat(answer.text()).isEqualTo(HELLO);
    assertThat(answer.usage().estimated()).isTrue();
    assertThat(answer.usage().output()).isBetween(10L, 25L);
  }
}
