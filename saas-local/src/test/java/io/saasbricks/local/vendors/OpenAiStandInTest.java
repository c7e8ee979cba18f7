package io.saasbricks.local.vendors;

import static io.saasbricks.local.vendors.Caller.events;
import static io.saasbricks.local.vendors.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiStandInTest {
  private static final OpenApiSchema SCHEMA =
      OpenApiSchema.read("openai-chat-completions.openapi.json");
  private static final String HELLO =
      """
      {"model": "gpt-4o-mini", "messages": [
        {"role": "system", "content": "Business: Ada's Bakery\\nWe bake rye bread every morning."},
        {"role": "user", "content": [{"type": "text", "text": "Do you bake bread?"}]}]}
      """;

  private final Faults faults = new Faults();
  private Caller openAi;
  private Caller deepSeek;

  @BeforeEach
  void start() throws IOException {
    openAi =
        new Caller(
            OpenAiStandIn.openAi(faults, () -> Instant.EPOCH), "Authorization", "Bearer sk-1");
    deepSeek =
        new Caller(
            OpenAiStandIn.deepSeek(faults, () -> Instant.EPOCH), "Authorization", "Bearer sk-1");
  }

  @AfterEach
  void stop() {
    openAi.close();
    deepSeek.close();
  }

  @Test
  void answerFitsTheSpecification() throws Exception {
    HttpResponse<String> answer = openAi.post("/v1/chat/completions", HELLO);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(SCHEMA.problems("CreateChatCompletionResponse", json(answer))).isEmpty();
    JsonNode usage = json(answer).path("usage");
    assertThat(usage.path("total_tokens").asInt())
        .isEqualTo(usage.path("prompt_tokens").asInt() + usage.path("completion_tokens").asInt());
    JsonNode choice = json(answer).path("choices").path(0);
    assertThat(choice.path("message").path("content").asText()).contains("rye bread");
    assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
  }

  @Test
  void streamFitsTheSpecificationAndSaysTheSame() throws Exception {
    String whole = content(json(openAi.post("/v1/chat/completions", HELLO)), "message");
    HttpResponse<String> answer = openAi.post("/v1/chat/completions", streaming(true));
    assertThat(answer.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    List<String> events = events(answer);
    assertThat(events).last().isEqualTo("[DONE]");
    var said = new StringBuilder();
    for (String event : events.subList(0, events.size() - 1)) {
      JsonNode chunk = Caller.JSON.readTree(event);
      // Its text allows the null that its schema does not: "with a null value".
      assertThat(SCHEMA.problems("CreateChatCompletionStreamResponse", chunk))
          .isSubsetOf("CreateChatCompletionStreamResponse.usage is no object: null");
      said.append(content(chunk, "delta"));
    }
    assertThat(said.toString()).isEqualTo(whole);
  }

  @Test
  void usageComesInAChunkOfItsOwnWhenAskedFor() throws Exception {
    List<String> events = events(openAi.post("/v1/chat/completions", streaming(true)));
    JsonNode last = Caller.JSON.readTree(events.get(events.size() - 2));
    assertThat(last.path("choices")).isEmpty();
    assertThat(last.path("usage").path("total_tokens").asInt()).isPositive();
    assertThat(Caller.JSON.readTree(events.get(0)).path("usage").isNull()).isTrue();
    assertThat(events(openAi.post("/v1/chat/completions", streaming(false))))
        .noneMatch(event -> event.contains("usage"));
  }

  @Test
  void repeatedPrefixIsReportedAsCached() throws Exception {
    String body = HELLO.replace("every morning", "every morning".repeat(600));
    assertThat(cached(openAi.post("/v1/chat/completions", body))).isZero();
    int cached = cached(openAi.post("/v1/chat/completions", body));
    assertThat(cached).isGreaterThanOrEqualTo(1024);
    assertThat(cached % 128).isZero();
    String other = body.replace("gpt-4o-mini", "gpt-4o");
    assertThat(cached(openAi.post("/v1/chat/completions", other))).isZero();
  }

  @Test
  void shortPromptIsNotCached() throws Exception {
    openAi.post("/v1/chat/completions", HELLO);
    assertThat(cached(openAi.post("/v1/chat/completions", HELLO))).isZero();
  }

  @Test
  void deepSeekSpeaksItsDialect() throws Exception {
    String body =
        HELLO
            .replace("gpt-4o-mini", "deepseek-chat")
            .replace("every morning", "every morning".repeat(50));
    deepSeek.post("/chat/completions", body);
    JsonNode usage = json(deepSeek.post("/chat/completions", body)).path("usage");
    assertThat(usage.path("prompt_cache_hit_tokens").asInt()).isPositive();
    assertThat(
            usage.path("prompt_cache_hit_tokens").asInt()
                + usage.path("prompt_cache_miss_tokens").asInt())
        .isEqualTo(usage.path("prompt_tokens").asInt());
  }

  @Test
  void answerEndsAtTheLengthAskedFor() throws Exception {
    String body = HELLO.replace("\"messages\"", "\"max_completion_tokens\": 3, \"messages\"");
    JsonNode answer = json(openAi.post("/v1/chat/completions", body));
    assertThat(answer.path("usage").path("completion_tokens").asInt()).isEqualTo(3);
    assertThat(answer.path("choices").path(0).path("finish_reason").asText()).isEqualTo("length");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"model": "gpt-nonsense", "messages": [{}]} | 404 | model_not_found
          {"model": "gpt-4o-mini", "messages": []}    | 400 |
          {"messages": [{}]}                          | 400 |
          not json                                    | 400 |
          {"model": 4, "messages": [{}]}              | 400 |
          {"model": "gpt-4o-mini", "messages": "hi"}  | 400 |
          {"model": "gpt-4o-mini", "messages": [{}], "max_tokens": 0}             | 400 | integer_below_min_value
          {"model": "gpt-4o-mini", "messages": [{}], "max_completion_tokens": -1} | 400 | integer_below_min_value
          """)
  void requestThatCannotBeAnsweredIsRefused(String body, int status, String code) throws Exception {
    HttpResponse<String> answer = openAi.post("/v1/chat/completions", body);
    assertThat(answer.statusCode()).isEqualTo(status);
    JsonNode error = json(answer).path("error");
    assertThat(error.path("code").asText("")).isEqualTo(code == null ? "" : code);
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(error.has("type") && error.has("param")).isTrue();
  }

  @Test
  void everyAnswerHasAnIdOfItsOwn() throws Exception {
    String first = json(openAi.post("/v1/chat/completions", HELLO)).path("id").asText();
    assertThat(first).startsWith("chatcmpl-");
    assertThat(json(openAi.post("/v1/chat/completions", HELLO)).path("id").asText())
        .startsWith("chatcmpl-")
        .isNotEqualTo(first);
  }

  @Test
  void keyIsRequired() throws Exception {
    try (var anonymous = new Caller(OpenAiStandIn.openAi(faults, () -> Instant.EPOCH))) {
      assertThat(anonymous.post("/v1/chat/completions", HELLO).statusCode()).isEqualTo(401);
      HttpResponse<String> wrong =
          anonymous.post("/v1/chat/completions", HELLO, "Authorization", "Bearer invalid-key");
      assertThat(json(wrong).path("error").path("code").asText()).isEqualTo("invalid_api_key");
    }
  }

  @Test
  void otherPathsDoNotExist() throws Exception {
    assertThat(openAi.post("/v1/responses", HELLO).statusCode()).isEqualTo(404);
    assertThat(openAi.send("GET", "/v1/chat/completions", "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 404, 429, 500, 502, 503, 504})
  void faultsComeAsTheVendorsErrorsAndThenAreOver(int status) throws Exception {
    faults.add("openai", Fault.status(status), 2);
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = openAi.post("/v1/chat/completions", HELLO);
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(json(answer).path("error").path("message").asText()).isNotEmpty();
    }
    assertThat(openAi.post("/v1/chat/completions", HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void rateLimitSaysWhenToComeBack() throws Exception {
    faults.add("openai", Fault.status(429), 1);
    assertThat(openAi.post("/v1/chat/completions", HELLO).headers().firstValue("retry-after"))
        .contains("1");
  }

  @Test
  void faultsOfOneProviderSpareTheOthers() throws Exception {
    faults.add("openai", Fault.status(500), 1);
    String body = HELLO.replace("gpt-4o-mini", "deepseek-chat");
    assertThat(deepSeek.post("/chat/completions", body).statusCode()).isEqualTo(200);
    faults.clear();
    assertThat(openAi.post("/v1/chat/completions", HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void answerIsCutInTheMiddle() {
    faults.add("openai", Fault.cut(), 2);
    assertThatThrownBy(() -> openAi.post("/v1/chat/completions", HELLO))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> openAi.post("/v1/chat/completions", streaming(true)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void answerIsLate() throws Exception {
    faults.add("openai", Fault.delay(Duration.ofMillis(50)), 1);
    long begin = System.nanoTime();
    openAi.post("/v1/chat/completions", HELLO);
    assertThat(System.nanoTime() - begin).isGreaterThan(49_000_000);
  }

  @Test
  void impossibleFaultsAreRefused() {
    assertThatThrownBy(() -> Fault.status(200)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.delay(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String streaming(boolean withUsage) {
    String options =
        "\"stream\": true, \"stream_options\": {\"include_usage\": " + withUsage + "}, ";
    return HELLO.replace("\"messages\"", options + "\"messages\"");
  }

  private static String content(JsonNode answer, String member) {
    return answer.path("choices").path(0).path(member).path("content").asText("");
  }

  private static int cached(HttpResponse<String> answer) throws IOException {
    return json(answer).path("usage").path("prompt_tokens_details").path("cached_tokens").asInt();
  }
}
