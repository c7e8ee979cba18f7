package io.saasbricks.local.vendors;

import static io.saasbricks.local.vendors.Caller.events;
import static io.saasbricks.local.vendors.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saasbricks.local.Specs;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiStandInTest {
  private static final String UNARY = "/v1beta/models/gemini-2.5-flash:generateContent";
  private static final String STREAM = "/v1beta/models/gemini-2.5-flash:streamGenerateContent";
  private static final String HELLO =
      """
      {"systemInstruction": {"parts": [{"text": "We deliver pizza until midnight."}]},
       "contents": [{"role": "user", "parts": [{"text": "Do you deliver?"}]}]}
      """;

  private final Faults faults = new Faults();
  private Caller gemini;

  @BeforeEach
  void start() throws IOException {
    gemini = new Caller(GeminiStandIn.create(faults), "x-goog-api-key", "key");
  }

  @AfterEach
  void stop() {
    gemini.close();
  }

  @Test
  void answerUsesTheFieldsOfTheProtocol() throws Exception {
    JsonNode answer = json(gemini.post(UNARY, HELLO));
    assertThat(protocolFields()).containsAll(names(answer));
    JsonNode candidate = answer.path("candidates").path(0);
    assertThat(candidate.path("content").path("role").asText()).isEqualTo("model");
    assertThat(candidate.path("content").path("parts").path(0).path("text").asText())
        .contains("pizza until midnight");
    assertThat(candidate.path("finishReason").asText()).isEqualTo("STOP");
    JsonNode usage = answer.path("usageMetadata");
    assertThat(usage.path("totalTokenCount").asInt())
        .isEqualTo(
            usage.path("promptTokenCount").asInt() + usage.path("candidatesTokenCount").asInt());
  }

  @Test
  void streamEndsWithAFinishReasonAndSaysTheSame() throws Exception {
    List<String> events = events(gemini.post(STREAM + "?alt=sse", HELLO));
    var said = new StringBuilder();
    for (int i = 0; i < events.size(); i++) {
      JsonNode chunk = Caller.JSON.readTree(events.get(i));
      assertThat(protocolFields()).containsAll(names(chunk));
      said.append(text(chunk));
      assertThat(chunk.path("candidates").path(0).has("finishReason"))
          .isEqualTo(i == events.size() - 1);
    }
    assertThat(said.toString()).isEqualTo(text(json(gemini.post(UNARY, HELLO))));
  }

  @Test
  void streamWithoutServerSentEventsIsAList() throws Exception {
    assertThat(json(gemini.post(STREAM, HELLO)).isArray()).isTrue();
  }

  @Test
  void repeatedPrefixIsReportedAsCached() throws Exception {
    String body = HELLO.replace("midnight", "midnight ".repeat(1_500));
    gemini.post(UNARY, body);
    JsonNode usage = json(gemini.post(UNARY, body)).path("usageMetadata");
    assertThat(usage.path("cachedContentTokenCount").asInt())
        .isBetween(1_024, usage.path("promptTokenCount").asInt());
  }

  @Test
  void answerEndsAtTheLengthAskedFor() throws Exception {
    String body =
        HELLO.replace(
            "\"contents\"", "\"generationConfig\": {\"maxOutputTokens\": 2}, \"contents\"");
    JsonNode answer = json(gemini.post(UNARY, body));
    assertThat(answer.path("candidates").path(0).path("finishReason").asText())
        .isEqualTo("MAX_TOKENS");
  }

  @Test
  void keyIsRequired() throws Exception {
    try (var anonymous = new Caller(GeminiStandIn.create(faults))) {
      assertThat(anonymous.post(UNARY, HELLO).statusCode()).isEqualTo(403);
      HttpResponse<String> wrong = anonymous.post(UNARY, HELLO, "x-goog-api-key", "invalid");
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(json(wrong).path("error").path("details").path(0).path("reason").asText())
          .isEqualTo("API_KEY_INVALID");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1beta/models/gemini-0:generateContent, 404",
    "/v1beta/models/gemini-2.5-flash:embedContent, 404",
    "/v1beta/models, 404"
  })
  void whatDoesNotExistIs404(String path, int status) throws Exception {
    HttpResponse<String> answer = gemini.post(path, HELLO);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).path("error").path("status").asText()).isEqualTo("NOT_FOUND");
  }

  @Test
  void requestWithoutContentsIsInvalid() throws Exception {
    HttpResponse<String> answer = gemini.post(UNARY, "{}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("error").path("status").asText()).isEqualTo("INVALID_ARGUMENT");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void answerOfNoLengthIsInvalid(int limit) throws Exception {
    String config = "\"generationConfig\": {\"maxOutputTokens\": " + limit + "}, \"contents\"";
    JsonNode error = json(gemini.post(UNARY, HELLO.replace("\"contents\"", config))).path("error");
    assertThat(error.path("code").asInt()).isEqualTo(400);
    assertThat(error.path("status").asText()).isEqualTo("INVALID_ARGUMENT");
    assertThat(error.path("message").asText()).contains("max_output_tokens");
  }

  @Test
  void everyAnswerHasAnIdOfItsOwn() throws Exception {
    String first = json(gemini.post(UNARY, HELLO)).path("responseId").asText();
    assertThat(json(gemini.post(UNARY, HELLO)).path("responseId").asText())
        .isNotEmpty()
        .isNotEqualTo(first);
  }

  /** The codes are those of google.rpc.Code for the HTTP status. */
  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT",
    "401, UNAUTHENTICATED",
    "403, PERMISSION_DENIED",
    "404, NOT_FOUND",
    "429, RESOURCE_EXHAUSTED",
    "500, INTERNAL",
    "503, UNAVAILABLE",
    "504, DEADLINE_EXCEEDED",
    "418, UNKNOWN"
  })
  void faultsComeAsTheVendorsErrors(int status, String code) throws Exception {
    faults.add("gemini", Fault.status(status), 1);
    HttpResponse<String> answer = gemini.post(UNARY, HELLO);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).path("error").path("code").asInt()).isEqualTo(status);
    assertThat(json(answer).path("error").path("status").asText()).isEqualTo(code);
    assertThat(json(answer).path("error").path("message").asText()).isNotEmpty();
  }

  @Test
  void quotaErrorSaysWhenToComeBack() throws Exception {
    faults.add("gemini", Fault.status(429), 1);
    JsonNode details = json(gemini.post(UNARY, HELLO)).path("error").path("details");
    assertThat(details.path(0).path("retryDelay").asText()).isEqualTo("1s");
  }

  private static String text(JsonNode answer) {
    return answer
        .path("candidates")
        .path(0)
        .path("content")
        .path("parts")
        .path(0)
        .path("text")
        .asText();
  }

  /** All field names of the protocol's messages, as JSON spells them. */
  private static Set<String> protocolFields() {
    Set<String> names = new HashSet<>();
    for (String file :
        List.of("gemini-v1beta-generative_service.proto", "gemini-v1beta-content.proto")) {
      var fields =
          Pattern.compile("(?m)^ +(?:repeated |optional )?[\\w.]+ (\\w+) = \\d+")
              .matcher(Specs.read(file));
      while (fields.find()) {
        names.add(
            Pattern.compile("_(.)")
                .matcher(fields.group(1))
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT)));
      }
    }
    return names;
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new HashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    node.forEach(child -> names.addAll(names(child)));
    return names;
  }
}
