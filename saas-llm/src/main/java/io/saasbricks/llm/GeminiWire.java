package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Gemini's {@code generateContent}. The same shape answers in one piece and in many. */
final class GeminiWire implements ChatWire {
  private static final Turns.Parts PARTS =
      new Turns.Parts() {
        @Override
        public JsonObject text(String text) {
          return part("text", text).build();
        }

        @Override
        public JsonObject call(ToolCall call) {
          return part("functionCall", named(call.tool(), "args", call.parsedArguments()))
              .put("thoughtSignature", call.signature())
              .build();
        }

        @Override
        public JsonObject result(ChatMessage.ToolResult result) {
          JsonObject response = JsonObject.builder().put("result", result.text()).build();
          return part("functionResponse", named(result.tool(), "response", response)).build();
        }
      };

  @Override
  public String path(ModelCard card, boolean streaming) {
    String model = "/v1beta/models/" + URLEncoder.encode(card.model(), UTF_8);
    // Without alt=sse the stream would be one JSON array.
    return model + (streaming ? ":streamGenerateContent?alt=sse" : ":generateContent");
  }

  @Override
  public Map<String, String> headers(Secret key) {
    return Map.of("x-goog-api-key", key.reveal());
  }

  @Override
  public JsonObject body(ModelCard card, ChatRequest request, boolean streaming) {
    JsonObject.Builder body = JsonObject.builder();
    if (!request.system().isEmpty()) {
      JsonObject text = PARTS.text(request.system());
      body.put("systemInstruction", Map.of("parts", List.of(text)));
    }
    body.put(
        "contents", Turns.of(request.messages(), PARTS, user -> user ? "user" : "model", "parts"));
    if (!request.tools().isEmpty()) {
      List<JsonObject> functions = request.tools().stream().map(GeminiWire::function).toList();
      body.put("tools", List.of(Map.of("functionDeclarations", functions)));
    }
    JsonObject.Builder config =
        JsonObject.builder()
            .put("maxOutputTokens", card.outputTokens(request))
            .put("temperature", card.temperature(request))
            .put("responseMimeType", request.schema().map(schema -> "application/json"))
            .put("responseJsonSchema", request.schema().map(AnswerSchema::schema));
    return body.put("generationConfig", config.build()).build();
  }

  private static JsonObject.Builder part(String kind, Object value) {
    return JsonObject.builder().put(kind, value);
  }

  private static JsonObject named(String name, String member, JsonObject value) {
    return JsonObject.builder().put("name", name).put(member, value).build();
  }

  private static JsonObject function(Tool tool) {
    return JsonObject.builder()
        .put("name", tool.name())
        .put("description", tool.description())
        .put("parametersJsonSchema", tool.parameters())
        .build();
  }

  @Override
  public EventStream events(InputStream body) {
    return new ServerSentEvents(body);
  }

  @Override
  public void read(StreamEvent event, AnswerBuilder answer) {
    read(Json.object(event.data()), answer);
  }

  @Override
  public void read(JsonObject body, AnswerBuilder answer) {
    if (body.has("error")) {
      answer.fail(error(body));
      return;
    }
    answer.model(body.optionalString("modelVersion"));
    body.objects("candidates").stream().findFirst().ifPresent(c -> readCandidate(c, answer));
    // A blocked prompt is a success without candidates.
    body.optionalObject("promptFeedback")
        .filter(feedback -> feedback.has("blockReason"))
        .ifPresent(feedback -> answer.finish(FinishReason.REFUSED));
    Lenient.object(body, "usageMetadata").ifPresent(usage -> answer.usage(usage(usage)));
  }

  private static void readCandidate(JsonObject candidate, AnswerBuilder answer) {
    candidate
        .optionalObject("content")
        .ifPresent(content -> content.objects("parts").forEach(part -> readPart(part, answer)));
    candidate.optionalString("finishReason").ifPresent(reason -> answer.finish(reason(reason)));
  }

  private static void readPart(JsonObject part, AnswerBuilder answer) {
    if (part.optionalBool("thought").orElse(false)) {
      return;
    }
    part.optionalString("text").ifPresent(answer::text);
    part.optionalObject("functionCall")
        .ifPresent(
            call ->
                answer.toolCall(
                    call.optionalString("id").orElse(""),
                    call.optionalString("name").orElse(""),
                    Json.text(call.optionalObject("args").orElse(JsonObject.builder().build())),
                    part.optionalString("thoughtSignature")));
  }

  private static FinishReason reason(String reason) {
    return switch (reason) {
      case "STOP" -> FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY" ->
          FinishReason.REFUSED;
      default -> FinishReason.OTHER;
    };
  }

  private static TokenUsage usage(JsonObject usage) {
    long thoughts = count(usage, "thoughtsTokenCount");
    return new TokenUsage(
        count(usage, "promptTokenCount") + count(usage, "toolUsePromptTokenCount"),
        count(usage, "cachedContentTokenCount"),
        0,
        count(usage, "candidatesTokenCount") + thoughts,
        thoughts,
        false);
  }

  private static long count(JsonObject usage, String name) {
    return Lenient.count(usage, name).orElse(0L);
  }

  @Override
  public VendorError error(JsonObject body) {
    return Lenient.object(body, "error").map(GeminiWire::vendorError).orElse(VendorError.UNKNOWN);
  }

  private static VendorError vendorError(JsonObject error) {
    List<JsonObject> details = error.objects("details");
    List<String> codes =
        Stream.concat(
                Lenient.text(error, "status"),
                details.stream().flatMap(detail -> Lenient.text(detail, "reason")))
            .toList();
    Optional<Duration> wait =
        details.stream()
            .flatMap(detail -> Lenient.text(detail, "retryDelay"))
            .findFirst()
            .flatMap(GeminiWire::seconds);
    boolean spent =
        details.stream()
            .flatMap(detail -> detail.objects("violations").stream())
            .anyMatch(GeminiWire::spent);
    return new VendorError(codes, Lenient.message(error), wait, spent);
  }

  /** A duration in the JSON form of protocol buffers, such as {@code 37s} or {@code 0.5s}. */
  private static Optional<Duration> seconds(String text) {
    if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,9})?s")) {
      return Optional.empty();
    }
    BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
    return Optional.of(Duration.ofNanos(seconds.movePointRight(9).longValue()));
  }

  private static boolean spent(JsonObject violation) {
    boolean perDay = Lenient.text(violation, "quotaId").anyMatch(id -> id.contains("PerDay"));
    return perDay || Lenient.text(violation, "quotaValue").anyMatch("0"::equals);
  }
}
