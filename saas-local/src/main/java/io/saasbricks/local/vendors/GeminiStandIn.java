package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gemini's {@code generateContent} and {@code streamGenerateContent}, version v1beta. The key comes
 * in {@code x-goog-api-key} and is any that does not start with {@code invalid}. Faults are those
 * of provider {@code gemini}. Safe for concurrent use.
 */
public final class GeminiStandIn implements LocalHandler {
  private static final Pattern METHOD =
      Pattern.compile(".*/models/([^/:]+):(generateContent|streamGenerateContent)");

  private static final int DEFAULT_LIMIT = 8_192;

  private final Faults faults;
  private final LanguageModel model = new LanguageModel("gemini");
  private final PrefixCache cache = new PrefixCache(128, 1024);
  private final AtomicLong answers = new AtomicLong();

  private GeminiStandIn(Faults faults) {
    this.faults = faults;
  }

  /** A stand-in with an empty prompt cache. */
  public static GeminiStandIn create(Faults faults) {
    return new GeminiStandIn(faults);
  }

  @Override
  public LocalResponse handle(LocalRequest request) {
    return faults.apply("gemini", GeminiErrors::ofStatus, () -> answer(request));
  }

  private LocalResponse answer(LocalRequest request) {
    Matcher method = METHOD.matcher(request.rawPath());
    if (!request.method().equals("POST") || !method.matches()) {
      return GeminiErrors.notFound();
    }
    String name = method.group(1);
    JsonNode body = Json.read(request);
    return refusal(request.header("x-goog-api-key").orElse(""), name, body)
        .orElseGet(() -> answer(request, method, body));
  }

  private Optional<LocalResponse> refusal(String key, String name, JsonNode body) {
    if (key.isBlank()) {
      return Optional.of(GeminiErrors.missingKey());
    }
    if (key.startsWith("invalid")) {
      return Optional.of(GeminiErrors.invalidKey());
    }
    if (!model.knows(name)) {
      return Optional.of(GeminiErrors.unknownModel(name));
    }
    if (!body.path("contents").isArray() || body.path("contents").isEmpty()) {
      return Optional.of(GeminiErrors.missingContents());
    }
    return limit(body) < 1 ? Optional.of(GeminiErrors.noTokens()) : Optional.empty();
  }

  private LocalResponse answer(LocalRequest request, Matcher method, JsonNode body) {
    String name = method.group(1);
    Completion completion = model.complete(prompt(name, body), cache);
    if (method.group(2).equals("generateContent")) {
      return Json.response(200, whole(name, completion));
    }
    return request.rawQuery().contains("alt=sse")
        ? stream(name, completion).response()
        : list(name, completion);
  }

  private static Prompt prompt(String name, JsonNode body) {
    List<Prompt.Turn> turns = new ArrayList<>();
    for (JsonNode content : body.path("contents")) {
      boolean model = content.path("role").asText().equals("model");
      turns.add(new Prompt.Turn(!model, Json.text(content.path("parts"))));
    }
    String system = Json.text(body.path("systemInstruction").path("parts"));
    return new Prompt(name, system, turns, limit(body));
  }

  private static int limit(JsonNode body) {
    return body.path("generationConfig").path("maxOutputTokens").asInt(DEFAULT_LIMIT);
  }

  private ObjectNode whole(String name, Completion completion) {
    return part(name, responseId(), completion.text(), completion, true);
  }

  private ServerSentEvents stream(String name, Completion completion) {
    var events = new ServerSentEvents();
    String id = responseId();
    for (Iterator<String> pieces = completion.pieces().iterator(); pieces.hasNext(); ) {
      String piece = pieces.next();
      events.data(part(name, id, piece, completion, !pieces.hasNext()));
    }
    return events;
  }

  /** Without {@code alt=sse} the stream is one JSON array. */
  private LocalResponse list(String name, Completion completion) {
    var list = Json.object().putArray("list").add(whole(name, completion));
    return Json.response(200, list);
  }

  private static ObjectNode part(
      String name, String id, String text, Completion completion, boolean last) {
    ObjectNode answer = Json.object();
    ObjectNode candidate = answer.putArray("candidates").addObject();
    ObjectNode content = candidate.putObject("content");
    content.putArray("parts").addObject().put("text", text);
    content.put("role", "model");
    if (last) {
      candidate.put("finishReason", completion.complete() ? "STOP" : "MAX_TOKENS");
    }
    candidate.put("index", 0);
    answer.set("usageMetadata", usage(completion));
    return answer.put("modelVersion", name).put("responseId", id);
  }

  private static ObjectNode usage(Completion completion) {
    ObjectNode usage =
        Json.object()
            .put("promptTokenCount", completion.promptTokens())
            .put("candidatesTokenCount", completion.answerTokens())
            .put("totalTokenCount", completion.promptTokens() + completion.answerTokens());
    return completion.cachedTokens() == 0
        ? usage
        : usage.put("cachedContentTokenCount", completion.cachedTokens());
  }

  private String responseId() {
    return "local" + answers.incrementAndGet();
  }
}
