package io.saasbricks.llm;

import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Anthropic's Messages. */
final class AnthropicWire implements ChatWire {
  private static final Turns.Parts PARTS =
      new Turns.Parts() {
        @Override
        public JsonObject text(String text) {
          return block("text").put("text", text).build();
        }

        @Override
        public JsonObject call(ToolCall call) {
          return block("tool_use")
              .put("id", call.id())
              .put("name", call.tool())
              .put("input", call.parsedArguments())
              .build();
        }

        @Override
        public JsonObject result(ChatMessage.ToolResult result) {
          return block("tool_result")
              .put("tool_use_id", result.callId())
              .put("content", result.text())
              .build();
        }
      };

  @Override
  public String path(ModelCard card, boolean streaming) {
    return "/v1/messages";
  }

  @Override
  public Map<String, String> headers(Secret key) {
    return Map.of("x-api-key", key.reveal(), "anthropic-version", "2023-06-01");
  }

  @Override
  public JsonObject body(ModelCard card, ChatRequest request, boolean streaming) {
    JsonObject.Builder body =
        JsonObject.builder()
            .put("model", card.model())
            .put("max_tokens", card.outputTokens(request));
    if (!request.system().isEmpty()) {
      body.put("system", request.system());
    }
    body.put(
            "messages",
            Turns.of(request.messages(), PARTS, user -> user ? "user" : "assistant", "content"))
        .put("temperature", card.temperature(request))
        .put("output_config", request.schema().map(AnthropicWire::outputConfig));
    if (!request.tools().isEmpty()) {
      body.put("tools", request.tools().stream().map(AnthropicWire::tool).toList());
    }
    if (streaming) {
      body.put("stream", true);
    }
    return body.build();
  }

  private static JsonObject.Builder block(String type) {
    return JsonObject.builder().put("type", type);
  }

  private static JsonObject tool(Tool tool) {
    return JsonObject.builder()
        .put("name", tool.name())
        .put("description", tool.description())
        .put("input_schema", tool.parameters())
        .build();
  }

  private static JsonObject outputConfig(AnswerSchema schema) {
    JsonObject format = block("json_schema").put("schema", schema.schema()).build();
    return JsonObject.builder().put("format", format).build();
  }

  @Override
  public void read(JsonObject body, AnswerBuilder answer) {
    if (body.has("error")) {
      answer.fail(error(body));
      return;
    }
    answer.model(body.optionalString("model"));
    for (JsonObject block : body.objects("content")) {
      block.optionalString("text").ifPresent(answer::text);
      if (block.optionalString("type").equals(Optional.of("tool_use"))) {
        String input = Json.text(block.optionalObject("input").orElse(none()));
        answer.toolCall(id(block), name(block), input, Optional.empty());
      }
    }
    body.optionalString("stop_reason").ifPresent(reason -> answer.finish(reason(reason)));
    readUsage(body, answer);
  }

  private static String id(JsonObject block) {
    return block.optionalString("id").orElse("");
  }

  private static String name(JsonObject block) {
    return block.optionalString("name").orElse("");
  }

  private static JsonObject none() {
    return JsonObject.builder().build();
  }

  @Override
  public EventStream events(InputStream body) {
    return new ServerSentEvents(body);
  }

  @Override
  public void read(StreamEvent event, AnswerBuilder answer) {
    JsonObject data = Json.object(event.data());
    switch (data.optionalString("type").orElse("")) {
      case "message_start" -> data.optionalObject("message").ifPresent(m -> start(m, answer));
      case "content_block_start" -> startBlock(data, answer);
      case "content_block_delta" -> addToBlock(data, answer);
      case "message_delta" -> {
        data.optionalObject("delta")
            .flatMap(delta -> delta.optionalString("stop_reason"))
            .ifPresent(reason -> answer.finish(reason(reason)));
        readUsage(data, answer);
      }
      case "message_stop" -> answer.end();
      case "error" -> answer.fail(error(data));
      default -> {}
    }
  }

  private static void start(JsonObject message, AnswerBuilder answer) {
    answer.model(message.optionalString("model"));
    readUsage(message, answer);
  }

  private static void startBlock(JsonObject data, AnswerBuilder answer) {
    JsonObject block = data.optionalObject("content_block").orElse(none());
    if (block.optionalString("type").equals(Optional.of("tool_use"))) {
      answer.toolCall(place(data), id(block), name(block), "");
    }
    block.optionalString("text").ifPresent(answer::text);
  }

  private static void addToBlock(JsonObject data, AnswerBuilder answer) {
    JsonObject delta = data.optionalObject("delta").orElse(none());
    delta.optionalString("text").ifPresent(answer::text);
    delta
        .optionalString("partial_json")
        .ifPresent(json -> answer.toolCall(place(data), "", "", json));
  }

  private static long place(JsonObject data) {
    return data.optionalNumber("index").orElse(0L);
  }

  private static FinishReason reason(String reason) {
    return switch (reason) {
      case "end_turn", "stop_sequence" -> FinishReason.STOP;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "refusal" -> FinishReason.REFUSED;
      default -> FinishReason.OTHER;
    };
  }

  /** Takes over what the usage tells; later events leave out what an earlier one told. */
  private static void readUsage(JsonObject holder, AnswerBuilder answer) {
    Lenient.object(holder, "usage")
        .ifPresent(
            usage -> {
              TokenUsage before = answer.usage();
              long cached = Lenient.count(usage, "cache_read_input_tokens").orElse(before.cached());
              long written =
                  Lenient.count(usage, "cache_creation_input_tokens").orElse(before.cacheWritten());
              // Unlike elsewhere, this count leaves the cached tokens out.
              long plain = Lenient.count(usage, "input_tokens").orElse(before.uncached());
              long reasoning =
                  Lenient.object(usage, "output_tokens_details")
                      .flatMap(details -> Lenient.count(details, "thinking_tokens"))
                      .orElse(before.reasoning());
              long output = Lenient.count(usage, "output_tokens").orElse(before.output());
              answer.usage(
                  new TokenUsage(
                      plain + cached + written, cached, written, output, reasoning, false));
            });
  }

  @Override
  public VendorError error(JsonObject body) {
    return Lenient.object(body, "error")
        .map(error -> VendorError.of(Lenient.text(error, "type").toList(), Lenient.message(error)))
        .orElse(VendorError.UNKNOWN);
  }
}
