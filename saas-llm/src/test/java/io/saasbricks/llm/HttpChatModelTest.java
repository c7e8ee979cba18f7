package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.TransportException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpChatModelTest {
  private static final String OPENAI = "gpt-4o-mini";
  private static final String GEMINI = "gemini-flash-latest";
  private static final String CLAUDE = "claude-haiku-4-5";

  private static ChatAnswer ask(String model, CannedTransport transport) {
    return Vendors.model(model, transport).answer(Vendors.question(), Vendors.SOON);
  }

  private static ChatAnswer ask(String model, String body) {
    return ask(model, CannedTransport.saying(body));
  }

  private static ChatAnswer stream(String model, String body, List<String> told) {
    return Vendors.model(model, CannedTransport.saying(body)).stream(
        Vendors.question(), Vendors.SOON, told::add);
  }

  private static ChatException failure(String model, CannedTransport transport) {
    return catchThrowableOfType(ChatException.class, () -> ask(model, transport));
  }

  private static ChatException failure(String model, String body) {
    return failure(model, CannedTransport.saying(body));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          gpt-4o-mini        , Authorization , https://api.openai.com/v1/chat/completions
          deepseek-v4-flash  , Authorization , https://api.deepseek.com/chat/completions
          gemini-flash-latest, x-goog-api-key, https://generativelanguage.googleapis.com/v1beta/models/gemini-flash-latest:generateContent
          claude-haiku-4-5   , x-api-key     , https://api.anthropic.com/v1/messages
          nova-lite          , Authorization , https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-lite-v1%3A0/converse
          """)
  void theKeyTravelsInAHeaderAndNeverInTheUrl(String model, String header, URI uri) {
    CannedTransport transport = CannedTransport.saying("");
    failure(model, transport);
    assertThat(transport.request().uri()).isEqualTo(uri);
    assertThat(transport.request().headers().get(header)).contains("sk-secret");
  }

  @Test
  void aGeminiStreamAsksForServerSentEvents() {
    CannedTransport transport = CannedTransport.saying("");
    StreamingChatModel model = Vendors.model(GEMINI, transport);
    assertThatThrownBy(() -> model.stream(Vendors.question(), Vendors.SOON, piece -> {}))
        .isInstanceOf(ChatException.class);
    assertThat(transport.request().uri().toString()).endsWith(":streamGenerateContent?alt=sse");
  }

  @Test
  void theCataloguesParametersJoinTheBody() {
    CannedTransport transport = CannedTransport.saying("");
    failure("deepseek-v4-flash", transport);
    assertThat(transport.body().object("thinking").string("type")).isEqualTo("disabled");
    assertThat(transport.body().number("max_tokens")).isEqualTo(1024);
  }

  @Test
  void parametersAreMergedIntoObjectsOfTheSameName() {
    JsonObject base = JsonObject.builder().put("a", 1).put("o", object("x", 1)).build();
    JsonObject more = JsonObject.builder().put("o", object("y", 2)).put("b", 3).build();
    JsonObject merged = JsonMerge.merge(base, more);
    assertThat(merged.members().keySet()).containsExactly("a", "o", "b");
    assertThat(merged.object("o").members()).containsEntry("x", 1).containsEntry("y", 2);
  }

  private static JsonObject object(String name, int value) {
    return JsonObject.builder().put(name, value).build();
  }

  @Test
  void aModelWithoutTemperatureIsNotSentOne() {
    CannedTransport transport = CannedTransport.saying("");
    ChatRequest warm = Vendors.question().at(0.7);
    ChatModel model = Vendors.model("gpt-5.6-luna", transport);
    assertThatThrownBy(() -> model.answer(warm, Vendors.SOON)).isInstanceOf(ChatException.class);
    assertThat(transport.body().has("temperature")).isFalse();
  }

  @Test
  void blankLinesThatKeepAConnectionOpenAreNoAnswer() {
    ChatAnswer answer =
        ask(
            "deepseek-v4-flash",
            """



                {"choices": [{"message": {"content": "hi", "reasoning_content": "hm"},
                              "finish_reason": "stop"}],
                 "usage": {"prompt_tokens": 9, "completion_tokens": 1, "prompt_cache_hit_tokens": 8,
                           "prompt_cache_miss_tokens": 1}}
                """);
    assertThat(answer.text()).isEqualTo("hi");
    assertThat(answer.usage()).isEqualTo(new TokenUsage(9, 8, 0, 1, 0, false));
  }

  @Test
  void aStreamThatIsCancelledIsReadNoFurther() {
    String body =
        """
        data: {"choices": [{"delta": {"content": "one "}}], \
        "usage": {"prompt_tokens": 9, "completion_tokens": 0}}

        data: {"choices": [{"delta": {"content": "two "}}]}

        data: {"choices": [{"delta": {"content": "three"}, "finish_reason": "stop"}]}
        """;
    List<String> told = new ArrayList<>();
    ChatAnswer answer =
        Vendors.model(OPENAI, CannedTransport.saying(body)).stream(
            Vendors.question(),
            Vendors.SOON,
            piece -> {
              told.add(piece);
              if (told.size() == 2) {
                throw new CancellationException();
              }
            });
    assertThat(answer.finishReason()).isEqualTo(FinishReason.CANCELLED);
    assertThat(answer.text()).isEqualTo("one two ");
    assertThat(answer.usage()).isEqualTo(new TokenUsage(9, 0, 0, 2, 0, true));
  }

  @Test
  void commentsThatKeepAStreamOpenAreNoEvents() {
    List<String> told = new ArrayList<>();
    ChatAnswer answer =
        stream(
            "deepseek-v4-flash",
            """
            : keep-alive

            : keep-alive

            data: {"choices": [{"delta": {"content": "hi"}, "finish_reason": "stop"}], \
            "usage": {"prompt_tokens": 5, "completion_tokens": 1}}

            data: [DONE]

            """,
            told);
    assertThat(told).containsExactly("hi");
    assertThat(answer.usage()).isEqualTo(TokenUsage.of(5, 1));
  }

  @Test
  void aRefusalInOpenAisOwnMemberIsARefusal() {
    ChatAnswer answer =
        ask(
            OPENAI,
            """
            {"choices": [{"message": {"content": null, "refusal": "I cannot."},
             "finish_reason": "stop"}]}
            """);
    assertThat(answer.finishReason()).isEqualTo(FinishReason.REFUSED);
    assertThat(answer.text()).isEqualTo("I cannot.");
  }

  @Test
  void aPromptThatGeminiBlocksIsARefusal() {
    ChatAnswer answer =
        ask(
            GEMINI,
            """
            {"promptFeedback": {"blockReason": "SOMETHING_NEW"},
             "usageMetadata": {"promptTokenCount": 4}}
            """);
    assertThat(answer.finishReason()).isEqualTo(FinishReason.REFUSED);
    assertThat(answer.usage()).isEqualTo(TokenUsage.of(4, 0));
  }

  @Test
  void thoughtsAreNotTextButArePaidFor() {
    ChatAnswer answer =
        ask(
            GEMINI,
            """
            {"candidates": [{"content": {"parts": [{"text": "let me see", "thought": true},
               {"text": "42"}, {"functionCall": {"name": "f", "args": {"a": 1}},
               "thoughtSignature": "c2ln"}]}, "finishReason": "STOP"}],
             "usageMetadata": {"promptTokenCount": 10, "cachedContentTokenCount": 6,
               "candidatesTokenCount": 3, "thoughtsTokenCount": 20}}
            """);
    assertThat(answer.text()).isEqualTo("42");
    assertThat(answer.usage()).isEqualTo(new TokenUsage(10, 6, 0, 23, 20, false));
    assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(answer.toolCalls())
        .containsExactly(new ToolCall("f-0", "f", "{\"a\":1}", Optional.of("c2ln")));
  }

  @Test
  void tokensPastAllMeasureAreNotCounted() {
    ChatAnswer answer =
        ask(
            CLAUDE,
            """
            {"content": [{"type": "text", "text": "hi"}], "stop_reason": "end_turn",
             "usage": {"input_tokens": 9223372036854775807, "output_tokens": 7,
                       "cache_read_input_tokens": 100}}
            """);
    assertThat(answer.usage()).isEqualTo(new TokenUsage(100, 100, 0, 7, 0, false));
  }

  @Test
  void anthropicsCachedTokensBelongToTheInput() {
    ChatAnswer answer =
        ask(
            CLAUDE,
            """
            {"content": [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "hi"}],
             "stop_reason": "end_turn", "usage": {"input_tokens": 5, "output_tokens": 7,
             "cache_read_input_tokens": 100, "cache_creation_input_tokens": 20}}
            """);
    assertThat(answer.text()).isEqualTo("hi");
    assertThat(answer.usage()).isEqualTo(new TokenUsage(125, 100, 20, 7, 0, false));
    assertThat(answer.usage().uncached()).isEqualTo(5);
  }

  @Test
  void anthropicsUsageIsCompletedByLaterEvents() {
    ChatAnswer answer =
        stream(
            CLAUDE,
            """
            event: message_start
            data: {"type": "message_start", "message": {"usage": {"input_tokens": 5, \
            "cache_read_input_tokens": 100, "output_tokens": 1}}}

            event: ping
            data: {"type": "ping"}

            data: {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "hi"}}

            data: {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, \
            "usage": {"output_tokens": 9}}

            data: {"type": "message_stop"}

            """,
            new ArrayList<>());
    assertThat(answer.usage()).isEqualTo(new TokenUsage(105, 100, 0, 9, 0, false));
  }

  @Test
  void anErrorAfterTheFirstTextIsAFailureThatCosts() {
    List<String> told = new ArrayList<>();
    ChatException failure =
        catchThrowableOfType(
            ChatException.class,
            () ->
                stream(
                    CLAUDE,
                    """
                    data: {"type": "content_block_delta", "delta": {"text": "half of it"}}

                    data: {"type": "error", "error": {"type": "overloaded_error", "message": "x"}}

                    """,
                    told));
    assertThat(told).containsExactly("half of it");
    assertThat(failure.failure()).isEqualTo(ChatFailure.OVERLOADED);
    assertThat(failure.repeatable()).isFalse();
    assertThat(failure.usage().output()).isPositive();
    assertThat(failure.usage().estimated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "<html>", "{", "{\"choices\": 5}", "{\"choices\": [1]}"})
  void whatIsNoAnswerMayHaveBeenChargedAndIsNotRepeated(String body) {
    ChatException failure = failure(OPENAI, body);
    assertThat(failure.failure()).isEqualTo(ChatFailure.BROKEN_OFF);
    assertThat(failure.repeatable()).isFalse();
  }

  @Test
  void anErrorUnderASuccessfulStatusIsOne() {
    ChatException failure =
        failure(OPENAI, "{\"error\": {\"code\": \"rate_limit_exceeded\", \"message\": \"x\"}}");
    assertThat(failure.failure()).isEqualTo(ChatFailure.RATE_LIMITED);
  }

  @Test
  void newReasonsAndMembersAreNoFailure() {
    ChatAnswer answer =
        ask(
            OPENAI,
            """
            {"novelty": {"a": [1]}, "choices": [{"message": {"content": "hi", "mood": 1},
             "finish_reason": "bored"}], "usage": {"prompt_tokens": 1, "quarks": {}}}
            """);
    assertThat(answer.text()).isEqualTo("hi");
    assertThat(answer.finishReason()).isEqualTo(FinishReason.OTHER);
  }

  @Test
  void withoutAConnectionNothingWasChargedAndTheCallMayBeRepeated() {
    ChatException refused =
        failure(
            OPENAI,
            new CannedTransport(
                () -> {
                  throw TransportException.beforeSending("no connection", null);
                }));
    assertThat(refused.failure()).isEqualTo(ChatFailure.UNREACHABLE);
    assertThat(refused.repeatable()).isTrue();
    ChatException silent =
        failure(
            OPENAI,
            new CannedTransport(
                () -> {
                  throw new TransportException("no answer", null);
                }));
    assertThat(silent.failure()).isEqualTo(ChatFailure.BROKEN_OFF);
    assertThat(silent.repeatable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          retry-after   , 7                            , 7000
          Retry-After   , 0                            , 0
          retry-after-ms, 1500                         , 1500
          retry-after   , 'Sun, 01 Nov 2026 10:00:30 GMT', 30000
          retry-after   , 'Sun, 01 Nov 2026 09:59:00 GMT',
          retry-after   , soon                         ,
          """)
  void theWaitIsReadFromHeaders(String header, String value, Long millis) {
    ChatException failure =
        failure(
            OPENAI,
            CannedTransport.saying(
                429, Map.of(header, value, "Date", "Sun, 01 Nov 2026 10:00:00 GMT"), ""));
    assertThat(failure.retryAfter().map(Duration::toMillis)).isEqualTo(Optional.ofNullable(millis));
  }

  @Test
  void aVendorThatForbidsRepeatingIsObeyed() {
    CannedTransport transport =
        CannedTransport.saying(503, Map.of("x-should-retry", "false"), "{}");
    assertThat(failure(OPENAI, transport).repeatable()).isFalse();
  }

  @Test
  void geminisWaitIsReadFromTheBody() {
    ChatException failure =
        failure(
            GEMINI,
            CannedTransport.saying(
                429,
                Map.of(),
                """
                {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "details": [
                  {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "37.5s"}]}}
                """));
    assertThat(failure.retryAfter()).contains(Duration.ofMillis(37_500));
  }

  @Test
  void messagesNameTheModelAndCodesAndNoSecret() {
    String body =
        """
        {"error": {"code": "invalid_api_key", "message": "Incorrect API key provided: sk-secret"}}
        """;
    ChatException failure = failure(OPENAI, CannedTransport.saying(401, Map.of(), body));
    assertThat(failure)
        .hasMessage("gpt-4o-mini answered 401 [invalid_api_key]")
        .hasMessageNotContaining("sk-secret");
  }

  @Test
  void aWrongRequestIsExplainedInTheVendorsWords() {
    String body = "{\"error\": {\"type\": \"invalid_request_error\", \"message\": \"no tools\"}}";
    assertThat(failure(OPENAI, CannedTransport.saying(400, Map.of(), body)))
        .hasMessage("gpt-4o-mini answered 400 [invalid_request_error]: no tools");
  }

  @Test
  void amazonNamesErrorsInAHeader() {
    CannedTransport transport =
        CannedTransport.saying(
            400, Map.of("x-amzn-errortype", "AccessDeniedException:http://x/"), "{}");
    assertThat(failure("nova-lite", transport).failure()).isEqualTo(ChatFailure.DENIED);
  }

  @Test
  void anAccessWithoutKeySendsNone() {
    CannedTransport transport =
        new CannedTransport(() -> OutboundResponse.of(500, Map.of(), "".getBytes(UTF_8)));
    ProviderAccess open = ProviderAccess.open().at(URI.create("http://localhost:11434/v1"));
    ChatModel model = new HttpChatModel(Vendors.card(OPENAI), transport, open);
    assertThatThrownBy(() -> model.answer(Vendors.question(), Vendors.SOON))
        .isInstanceOf(ChatException.class);
    assertThat(transport.request().uri()).hasToString("http://localhost:11434/v1/chat/completions");
    assertThat(transport.request().headers()).containsOnlyKeys("Content-Type");
  }
}
