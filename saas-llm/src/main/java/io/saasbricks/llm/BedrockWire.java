package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Amazon Bedrock's Converse and ConverseStream. */
final class BedrockWire implements ChatWire {
  private static final String EXCEPTION = "exception:";

  private static final Turns.Parts PARTS =
      new Turns.Parts() {
        @Override
        public JsonObject text(String text) {
          return only("text", text);
        }

        @Override
        public JsonObject call(ToolCall call) {
          return only(
              "toolUse",
              JsonObject.builder()
                  .put("toolUseId", call.id())
                  .put("name", call.tool())
                  .put("input", call.parsedArguments())
                  .build());
        }

        @Override
        public JsonObject result(ChatMessage.ToolResult result) {
          return only(
              "toolResult",
              JsonObject.builder()
                  .put("toolUseId", result.callId())
                  .put("content", List.of(only("text", result.text())))
                  .build());
        }
      };

  @Override
  public String path(ModelCard card, boolean streaming) {
    String model = "/model/" + URLEncoder.encode(card.model(), UTF_8);
    return model + (streaming ? "/converse-stream" : "/converse");
  }

  @Override
  public Map<String, String> headers(Secret key) {
    return Map.of("Authorization", "Bearer " + key.reveal());
  }

  @Override
  public JsonObject body(ModelCard card, ChatRequest request, boolean streaming) {
    JsonObject.Builder body =
        JsonObject.builder()
            .put(
                "messages",
                Turns.of(
                    request.messages(), PARTS, user -> user ? "user" : "assistant", "content"));
    if (!request.system().isEmpty()) {
      body.put("system", List.of(only("text", request.system())));
    }
    if (!request.tools().isEmpty()) {
      List<JsonObject> tools = request.tools().stream().map(BedrockWire::tool).toList();
      body.put("toolConfig", only("tools", tools));
    }
    JsonObject.Builder config =
        JsonObject.builder()
            .put("maxTokens", card.outputTokens(request))
            .put("temperature", card.temperature(request));
    return body.put("inferenceConfig", config.build())
        .put("outputConfig", request.schema().map(BedrockWire::outputConfig))
        .build();
  }

  private static JsonObject only(String name, Object value) {
    return JsonObject.builder().put(name, value).build();
  }

  private static JsonObject tool(Tool tool) {
    return only(
        "toolSpec",
        JsonObject.builder()
            .put("name", tool.name())
            .put("description", tool.description())
            .put("inputSchema", only("json", tool.parameters()))
            .build());
  }

  private static JsonObject outputConfig(AnswerSchema schema) {
    JsonObject named =
        JsonObject.builder()
            .put("name", schema.name())
            .put("schema", Json.text(schema.schema()))
            .build();
    JsonObject format =
        JsonObject.builder()
            .put("type", "json_schema")
            .put("structure", only("jsonSchema", named))
            .build();
    return only("textFormat", format);
  }

  @Override
  public void read(JsonObject body, AnswerBuilder answer) {
    body.optionalObject("output")
        .flatMap(output -> output.optionalObject("message"))
        .ifPresent(
            message -> message.objects("content").forEach(block -> readBlock(block, answer)));
    readStop(body, answer);
    readUsage(body, answer);
  }

  private static void readBlock(JsonObject block, AnswerBuilder answer) {
    block.optionalString("text").ifPresent(answer::text);
    block
        .optionalObject("toolUse")
        .ifPresent(
            call ->
                answer.toolCall(
                    call.optionalString("toolUseId").orElse(""),
                    call.optionalString("name").orElse(""),
                    Json.text(call.optionalObject("input").orElse(JsonObject.builder().build())),
                    Optional.empty()));
  }

  @Override
  public EventStream events(InputStream body) {
    return new AwsEventStream(body);
  }

  @Override
  public void read(StreamEvent event, AnswerBuilder answer) {
    if (event.type().startsWith(EXCEPTION)) {
      String code = event.type().substring(EXCEPTION.length());
      answer.fail(VendorError.of(List.of(code), ""));
      return;
    }
    JsonObject data = Json.object(event.data());
    switch (event.type()) {
      case "contentBlockStart" -> readStart(data, answer);
      case "contentBlockDelta" -> readDelta(data, answer);
      case "messageStop" -> readStop(data, answer);
      case "metadata" -> {
        readUsage(data, answer);
        answer.end();
      }
      default -> {}
    }
  }

  private static void readStart(JsonObject data, AnswerBuilder answer) {
    data.optionalObject("start")
        .flatMap(start -> start.optionalObject("toolUse"))
        .ifPresent(
            call ->
                answer.toolCall(
                    place(data),
                    call.optionalString("toolUseId").orElse(""),
                    call.optionalString("name").orElse(""),
                    ""));
  }

  private static void readDelta(JsonObject data, AnswerBuilder answer) {
    JsonObject delta = data.optionalObject("delta").orElse(JsonObject.builder().build());
    delta.optionalString("text").ifPresent(answer::text);
    delta
        .optionalObject("toolUse")
        .flatMap(call -> call.optionalString("input"))
        .ifPresent(input -> answer.toolCall(place(data), "", "", input));
  }

  private static long place(JsonObject data) {
    return data.optionalNumber("contentBlockIndex").orElse(0L);
  }

  private static void readStop(JsonObject holder, AnswerBuilder answer) {
    holder.optionalString("stopReason").ifPresent(reason -> answer.finish(reason(reason)));
  }

  private static FinishReason reason(String reason) {
    return switch (reason) {
      case "end_turn", "stop_sequence" -> FinishReason.STOP;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "guardrail_intervened", "content_filtered" -> FinishReason.REFUSED;
      default -> FinishReason.OTHER;
    };
  }

  private static void readUsage(JsonObject holder, AnswerBuilder answer) {
    Lenient.object(holder, "usage").ifPresent(usage -> answer.usage(usage(usage)));
  }

  private static TokenUsage usage(JsonObject usage) {
    long cached = Lenient.count(usage, "cacheReadInputTokens").orElse(0L);
    long written = Lenient.count(usage, "cacheWriteInputTokens").orElse(0L);
    long plain = Lenient.count(usage, "inputTokens").orElse(0L);
    long output = Lenient.count(usage, "outputTokens").orElse(0L);
    return new TokenUsage(plain + cached + written, cached, written, output, 0, false);
  }

  @Override
  public VendorError error(JsonObject body) {
    return VendorError.of(Lenient.text(body, "__type").toList(), Lenient.message(body));
  }
}
