package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent to vendors, held to the vendors' own descriptions of their protocols. */
class RequestBodiesTest {
  private static final OpenApiSchema OPENAI =
      new OpenApiSchema(json("openai-chat-completions.openapi.json"));
  private static final ProtoSchema GEMINI =
      new ProtoSchema(
          text("gemini-v1beta-generative_service.proto"), text("gemini-v1beta-content.proto"));
  private static final SmithyShapes BEDROCK =
      new SmithyShapes(json("bedrock-runtime-converse.smithy-json.json"));
  private static final JsonObject ANTHROPIC = json("anthropic-messages.fields.json");

  private static String text(String name) {
    return new String(Golden.resource("/specs/" + name), UTF_8);
  }

  private static JsonObject json(String name) {
    return Json.object(text(name));
  }

  /** Everything a request can hold, once each and all together. */
  static Stream<Arguments> requests() {
    ChatRequest plain = Vendors.question();
    ChatRequest conversation =
        ChatRequest.of(
            "",
            List.of(
                ChatMessage.user("What is the weather in Paris?"),
                new ChatMessage.Assistant(
                    "",
                    List.of(
                        new ToolCall(
                            "call_1", "get_weather", "{\"city\":\"Paris\"}", Optional.of("c2ln")))),
                new ChatMessage.ToolResult("call_1", "get_weather", "sunny"),
                ChatMessage.assistant("It is sunny."),
                ChatMessage.user("And in Rome?")));
    JsonObject object =
        Json.object(
            """
            {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"],
             "additionalProperties": false}
            """);
    ChatRequest schema = plain.answeredAs(new AnswerSchema("city", object));
    ChatRequest tools = conversation.offering(List.of(Vendors.WEATHER)).at(0.3).limitedTo(77);
    return Stream.of(
        Arguments.of("plain", plain),
        Arguments.of("conversation", conversation),
        Arguments.of("schema", schema),
        Arguments.of("tools", tools),
        Arguments.of("all", tools.answeredAs(new AnswerSchema("city", object))));
  }

  private static List<JsonObject> bodies(String model, ChatRequest request) {
    CannedTransport transport = CannedTransport.saying(500, Map.of(), "");
    StreamingChatModel asked = Vendors.model(model, transport);
    assertThatThrownBy(() -> asked.answer(request, Vendors.SOON)).isInstanceOf(ChatException.class);
    JsonObject whole = transport.body();
    assertThatThrownBy(() -> asked.stream(request, Vendors.SOON, piece -> {}))
        .isInstanceOf(ChatException.class);
    return List.of(whole, transport.body());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void openAiAcceptsThem(String name, ChatRequest request) {
    for (String model : List.of("gpt-4o-mini", "gpt-5.6-luna")) {
      for (JsonObject body : bodies(model, request)) {
        assertThat(OPENAI.problems(body, "CreateChatCompletionRequest")).isEmpty();
      }
    }
  }

  @Test
  void theOpenAiCheckNoticesWhatIsWrong() {
    JsonObject body =
        Json.object(
            """
            {"model": "m", "messages": [{"role": "wizard", "content": "x"}], "max_tokenz": 1,
             "stream": "yes"}
            """);
    assertThat(OPENAI.problems(body, "CreateChatCompletionRequest"))
        .contains("/messages/0 fits no oneOf", "/max_tokenz is unknown", "/stream is no boolean");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void geminiKnowsAllMembers(String name, ChatRequest request) {
    for (JsonObject body : bodies("gemini-flash-latest", request)) {
      assertThat(GEMINI.unknown(body, "GenerateContentRequest")).isEmpty();
      assertThat(body.objects("contents")).isNotEmpty();
    }
  }

  @Test
  void theGeminiCheckNoticesWhatIsWrong() {
    JsonObject body =
        Json.object("{\"contents\": [{\"parts\": [{\"txt\": \"x\"}]}], \"generation_config\": {}}");
    assertThat(GEMINI.unknown(body, "GenerateContentRequest"))
        .containsExactlyInAnyOrder("Part.txt", "GenerateContentRequest.generation_config");
    assertThat(GEMINI.knows("GenerationConfig", "responseJsonSchema")).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void bedrockAcceptsThem(String name, ChatRequest request) {
    for (JsonObject body : bodies("nova-lite", request)) {
      assertThat(BEDROCK.problems(body, "ConverseRequest", "")).isEmpty();
    }
  }

  @Test
  void theBedrockCheckNoticesWhatIsWrong() {
    JsonObject body =
        Json.object(
            "{\"messages\": [{\"role\": \"wizard\", \"content\": [{\"txt\": \"x\"}]}], \"a\": 1}");
    assertThat(BEDROCK.problems(body, "ConverseRequest", ""))
        .containsExactlyInAnyOrder(
            "/messages/*/role is no known constant",
            "/messages/*/content/*/txt is unknown",
            "/a is unknown");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void anthropicKnowsAllMembers(String name, ChatRequest request) {
    for (JsonObject body : bodies("claude-haiku-4-5", request)) {
      body.members().keySet().stream()
          .filter(member -> !member.equals("stream"))
          .forEach(member -> assertThat(fields("MessageCreateParams")).contains(member));
      for (JsonObject message : body.objects("messages")) {
        assertThat(fields("MessageParam")).containsAll(message.members().keySet());
        message.objects("content").forEach(RequestBodiesTest::checkAnthropicBlock);
      }
      body.objects("tools")
          .forEach(tool -> assertThat(fields("Tool")).containsAll(tool.members().keySet()));
    }
  }

  private static void checkAnthropicBlock(JsonObject block) {
    String shape =
        switch (block.string("type")) {
          case "text" -> "TextBlockParam";
          case "tool_use" -> "ToolUseBlockParam";
          default -> "ToolResultBlockParam";
        };
    assertThat(fields(shape)).containsAll(block.members().keySet());
  }

  private static List<String> fields(String shape) {
    return ANTHROPIC.object("classes").strings(shape);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void rolesTakeTurnsWhereVendorsWantThat(String name, ChatRequest request) {
    JsonObject gemini = bodies("gemini-flash-latest", request).get(0);
    assertAlternating(gemini.objects("contents"));
    assertAlternating(bodies("claude-haiku-4-5", request).get(0).objects("messages"));
    assertAlternating(bodies("nova-lite", request).get(0).objects("messages"));
  }

  private static void assertAlternating(List<JsonObject> turns) {
    for (int i = 0; i < turns.size(); i++) {
      assertThat(turns.get(i).string("role").equals("user")).isEqualTo(i % 2 == 0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void theSameRequestIsTheSameBytes(String name, ChatRequest request) {
    for (String model : List.of("gpt-4o-mini", "gemini-flash-latest", "claude-haiku-4-5")) {
      assertThat(Json.text(bodies(model, request).get(0)))
          .isEqualTo(Json.text(bodies(model, request).get(0)));
    }
  }
}
