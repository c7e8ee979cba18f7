package io.saasbricks.local.vendors;

import static io.saasbricks.local.vendors.Caller.events;
import static io.saasbricks.local.vendors.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saasbricks.local.Specs;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicStandInTest {
  private static final String HELLO =
      """
      {"model": "claude-haiku-4-5", "max_tokens": 100,
       "system": [{"type": "text", "text": "Opening hours: nine to five."}],
       "messages": [{"role": "user", "content": "What are your opening hours?"}]}
      """;

  private final Faults faults = new Faults();
  private Caller anthropic;

  @BeforeEach
  void start() throws IOException {
    anthropic =
        new Caller(
            AnthropicStandIn.create(faults), "x-api-key", "key", "anthropic-version", "2023-06-01");
  }

  @AfterEach
  void stop() {
    anthropic.close();
  }

  @Test
  void answerUsesTheFieldsOfTheSdk() throws Exception {
    JsonNode answer = json(anthropic.post("/v1/messages", HELLO));
    assertThat(fields("Message")).containsAll(names(answer));
    assertThat(fields("Usage")).containsAll(names(answer.path("usage")));
    assertThat(fields("TextBlock")).containsAll(names(answer.path("content").path(0)));
    assertThat(answer.path("content").path(0).path("text").asText()).contains("nine to five");
    assertThat(answer.path("stop_reason").asText()).isEqualTo("end_turn");
  }

  @Test
  void streamHasTheEventsOfTheSdkAndSaysTheSame() throws Exception {
    HttpResponse<String> answer = anthropic.post("/v1/messages", streaming());
    Map<String, String> classes =
        Map.of(
            "message_start", "RawMessageStartEvent",
            "content_block_start", "RawContentBlockStartEvent",
            "content_block_delta", "RawContentBlockDeltaEvent",
            "content_block_stop", "RawContentBlockStopEvent",
            "message_delta", "RawMessageDeltaEvent",
            "message_stop", "RawMessageStopEvent");
    var said = new StringBuilder();
    for (String event : events(answer)) {
      JsonNode data = Caller.JSON.readTree(event);
      String type = data.path("type").asText();
      assertThat(answer.body()).contains("event: " + type + "\n");
      if (!type.equals("ping")) {
        assertThat(fields(classes.getOrDefault(type, type))).containsAll(names(data));
      }
      said.append(data.path("delta").path("text").asText(""));
    }
    String whole =
        json(anthropic.post("/v1/messages", HELLO)).path("content").path(0).path("text").asText();
    assertThat(said.toString()).isEqualTo(whole);
    assertThat(events(answer)).first().asString().contains("message_start");
    assertThat(events(answer)).last().asString().contains("message_stop");
  }

  @Test
  void cacheIsWrittenAndThenReadWhereItIsAskedFor() throws Exception {
    String body =
        HELLO
            .replace("nine to five", "nine to five ".repeat(500))
            .replace(
                "\"text\": \"Opening",
                "\"cache_control\": {\"type\": \"ephemeral\"}, \"text\": \"Opening");
    JsonNode first = json(anthropic.post("/v1/messages", body)).path("usage");
    assertThat(first.path("cache_creation_input_tokens").asInt()).isPositive();
    assertThat(first.path("cache_read_input_tokens").asInt()).isZero();
    JsonNode second = json(anthropic.post("/v1/messages", body)).path("usage");
    assertThat(second.path("cache_read_input_tokens").asInt()).isGreaterThanOrEqualTo(1_024);
    assertThat(total(second)).isEqualTo(total(first));
  }

  @Test
  void nothingIsCachedUnasked() throws Exception {
    String body = HELLO.replace("nine to five", "nine to five ".repeat(500));
    anthropic.post("/v1/messages", body);
    JsonNode usage = json(anthropic.post("/v1/messages", body)).path("usage");
    assertThat(usage.path("cache_read_input_tokens").asInt()).isZero();
    assertThat(usage.path("cache_creation_input_tokens").asInt()).isZero();
  }

  @Test
  void answerEndsAtTheLengthAskedFor() throws Exception {
    JsonNode answer = json(anthropic.post("/v1/messages", HELLO.replace("100", "2")));
    assertThat(answer.path("stop_reason").asText()).isEqualTo("max_tokens");
    assertThat(answer.path("usage").path("output_tokens").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max_tokens       | x                 | 400 | invalid_request_error
          messages         | x                 | 400 | invalid_request_error
          claude-haiku-4-5 | claude-nonsense   | 404 | not_found_error
          ': 100'          | ': 0'             | 400 | invalid_request_error
          ': 100'          | ': "many"'        | 400 | invalid_request_error
          '{"role": "user", "content": "What are your opening hours?"}' | '' | 400 | invalid_request_error
          """)
  void requestThatCannotBeAnsweredIsRefused(String from, String to, int status, String type)
      throws Exception {
    assertRefused(anthropic.post("/v1/messages", HELLO.replace(from, to)), status, type);
  }

  @Test
  void keyAndVersionAreRequired() throws Exception {
    try (var anonymous = new Caller(AnthropicStandIn.create(faults))) {
      assertRefused(anonymous.post("/v1/messages", HELLO), 401, "authentication_error");
      assertRefused(
          anonymous.post("/v1/messages", HELLO, "x-api-key", "invalid-key"),
          401,
          "authentication_error");
      assertRefused(
          anonymous.post("/v1/messages", HELLO, "x-api-key", "key"), 400, "invalid_request_error");
    }
    assertRefused(anthropic.post("/v1/complete", HELLO), 404, "not_found_error");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error",
    "401, authentication_error",
    "402, billing_error",
    "403, permission_error",
    "404, not_found_error",
    "429, rate_limit_error",
    "500, api_error",
    "504, timeout_error",
    "529, overloaded_error"
  })
  void faultsComeAsTheVendorsErrors(int status, String type) throws Exception {
    faults.add("anthropic", Fault.status(status), 1);
    assertRefused(anthropic.post("/v1/messages", HELLO), status, type);
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String type)
      throws IOException {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(fields("ErrorResponse")).containsAll(names(json(answer)));
    assertThat(json(answer).path("error").path("type").asText()).isEqualTo(type);
    assertThat(published("enums", "ErrorType")).contains(type);
  }

  private static String streaming() {
    return HELLO.replace("\"max_tokens\"", "\"stream\": true, \"max_tokens\"");
  }

  private static int total(JsonNode usage) {
    return usage.path("input_tokens").asInt()
        + usage.path("cache_creation_input_tokens").asInt()
        + usage.path("cache_read_input_tokens").asInt();
  }

  private static Set<String> fields(String type) throws IOException {
    return published("classes", type);
  }

  private static Set<String> published(String kind, String type) throws IOException {
    var names = new TreeSet<String>();
    Caller.JSON
        .readTree(Specs.read("anthropic-messages.fields.json"))
        .path(kind)
        .path(type)
        .forEach(name -> names.add(name.asText()));
    return names;
  }

  private static List<String> names(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
