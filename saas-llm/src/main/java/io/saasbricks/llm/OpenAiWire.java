package io.saasbricks.llm;

import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** OpenAI's chat completions and the dialects of those who copy them. */
final class OpenAiWire implements ChatWire {
  private static final String DONE = "[DONE]";

  @Override
  public String path(ModelCard card, boolean streaming) {
    return "/chat/completions";
  }

  @Override
  public Map<String, String> headers(Secret key) {
    return Map.of("Authorization", "Bearer " + key.reveal());
  }

  @Override
  public JsonObject body(ModelCard card, ChatRequest request, boolean streaming) {
    JsonObject.Builder body =
        JsonObject.builder()
            .put("model", card.model())
            .put("messages", messages(request))
            .put(card.provider().outputLimit(), card.outputTokens(request))
            .put("temperature", card.temperature(request))
            .put("response_format", request.schema().map(OpenAiWire::responseFormat));
    if (!request.tools().isEmpty()) {
      body.put("tools", request.tools().stream().map(OpenAiWire::tool).toList());
    }
    if (streaming) {
      body.put("stream", true);
      body.put("stream_options", Map.of("include_usage", true));
    }
    return body.build();
  }

  private static List<JsonObject> messages(ChatRequest request) {
    List<JsonObject> messages = new ArrayList<>();
    if (!request.system().isEmpty()) {
      messages.add(message("system", request.system()).build());
    }
    request.messages().forEach(message -> messages.add(message(message)));
    return messages;
  }

  private static JsonObject message(ChatMessage message) {
    if (message instanceof ChatMessage.User user) {
      return message("user", user.text()).build();
    }
    if (message instanceof ChatMessage.Assistant assistant) {
      JsonObject.Builder built = message("assistant", assistant.text());
      if (!assistant.toolCalls().isEmpty()) {
        built.put("tool_calls", assistant.toolCalls().stream().map(OpenAiWire::call).toList());
      }
      return built.build();
    }
    ChatMessage.ToolResult result = (ChatMessage.ToolResult) message;
    return message("tool", result.text()).put("tool_call_id", result.callId()).build();
  }

  private static JsonObject.Builder message(String role, String content) {
    return JsonObject.builder().put("role", role).put("content", content);
  }

  private static JsonObject call(ToolCall call) {
    // Not a Map: its order differs from process to process, and vendors cache equal bytes only.
    JsonObject function =
        JsonObject.builder().put("name", call.tool()).put("arguments", call.arguments()).build();
    return JsonObject.builder()
        .put("id", call.id())
        .put("type", "function")
        .put("function", function)
        .build();
  }

  private static JsonObject tool(Tool tool) {
    JsonObject function =
        JsonObject.builder()
            .put("name", tool.name())
            .put("description", tool.description())
            .put("parameters", tool.parameters())
            .build();
    return JsonObject.builder().put("type", "function").put("function", function).build();
  }

  private static JsonObject responseFormat(AnswerSchema schema) {
    JsonObject named =
        JsonObject.builder()
            .put("name", schema.name())
            .put("schema", schema.schema())
            .put("strict", true)
            .build();
    return JsonObject.builder().put("type", "json_schema").put("json_schema", named).build();
  }

  @Override
  public EventStream events(InputStream body) {
    return new ServerSentEvents(body);
  }

  @Override
  public void read(StreamEvent event, AnswerBuilder answer) {
    if (event.data().equals(DONE)) {
      answer.end();
    } else {
      read(Json.object(event.data()), answer);
    }
  }

  @Override
  public void read(JsonObject body, AnswerBuilder answer) {
    if (body.has("error")) {
      answer.fail(error(body));
      return;
    }
    answer.model(body.optionalString("model").filter(model -> !model.isEmpty()));
    body.objects("choices").stream().findFirst().ifPresent(choice -> readChoice(choice, answer));
    // Compatible servers put it into a chunk with choices, OpenAI into one without.
    Lenient.object(body, "usage").ifPresent(usage -> answer.usage(usage(usage)));
  }

  private static void readChoice(JsonObject choice, AnswerBuilder answer) {
    choice
        .optionalObject("delta")
        .or(() -> choice.optionalObject("message"))
        .ifPresent(
            said -> {
              said.optionalString("content").ifPresent(answer::text);
              List<JsonObject> calls = said.objects("tool_calls");
              for (int i = 0; i < calls.size(); i++) {
                readCall(calls.get(i), i, answer);
              }
              said.optionalString("refusal").ifPresent(words -> refused(words, answer));
            });
    choice.optionalString("finish_reason").ifPresent(reason -> answer.finish(reason(reason)));
  }

  private static void refused(String words, AnswerBuilder answer) {
    answer.text(words);
    answer.finish(FinishReason.REFUSED);
  }

  private static void readCall(JsonObject call, int position, AnswerBuilder answer) {
    JsonObject function = call.optionalObject("function").orElse(JsonObject.builder().build());
    answer.toolCall(
        call.optionalNumber("index").orElse((long) position),
        call.optionalString("id").orElse(""),
        function.optionalString("name").orElse(""),
        function.optionalString("arguments").orElse(""));
  }

  private static FinishReason reason(String reason) {
    return switch (reason) {
      case "stop" -> FinishReason.STOP;
      case "length" -> FinishReason.LENGTH;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter" -> FinishReason.REFUSED;
      default -> FinishReason.OTHER;
    };
  }

  private static TokenUsage usage(JsonObject usage) {
    // DeepSeek names its cached tokens differently.
    long cached =
        detail(usage, "prompt_tokens_details", "cached_tokens")
            .or(() -> Lenient.count(usage, "prompt_cache_hit_tokens"))
            .orElse(0L);
    return new TokenUsage(
        Lenient.count(usage, "prompt_tokens").orElse(0L),
        cached,
        detail(usage, "prompt_tokens_details", "cache_write_tokens").orElse(0L),
        Lenient.count(usage, "completion_tokens").orElse(0L),
        detail(usage, "completion_tokens_details", "reasoning_tokens").orElse(0L),
        false);
  }

  private static Optional<Long> detail(JsonObject usage, String details, String name) {
    return Lenient.object(usage, details).flatMap(object -> Lenient.count(object, name));
  }

  @Override
  public VendorError error(JsonObject body) {
    return Lenient.object(body, "error").map(OpenAiWire::vendorError).orElse(VendorError.UNKNOWN);
  }

  private static VendorError vendorError(JsonObject error) {
    List<String> codes =
        Stream.of("code", "type", "param").flatMap(name -> Lenient.text(error, name)).toList();
    return VendorError.of(codes, Lenient.message(error));
  }
}
