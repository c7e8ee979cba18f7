package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's or DeepSeek's chat completions, unary and streaming. It takes any key that does not
 * start with {@code invalid}, knows the vendor's chat models, and reports cached tokens when a
 * prompt begins as an earlier one did. Safe for concurrent use.
 */
public final class OpenAiStandIn implements LocalHandler {
  private static final Set<String> SYSTEM_ROLES = Set.of("system", "developer");
  private static final List<String> LIMITS = List.of("max_completion_tokens", "max_tokens");

  private final String provider;
  private final Faults faults;
  private final InstantSource time;
  private final LanguageModel model;
  private final PrefixCache cache;
  private final AtomicLong answers = new AtomicLong();

  private OpenAiStandIn(String provider, PrefixCache cache, Faults faults, InstantSource time) {
    this.provider = provider;
    this.faults = faults;
    this.time = time;
    this.model = new LanguageModel(provider);
    this.cache = cache;
  }

  /** OpenAI, whose faults are those of provider {@code openai}. */
  public static OpenAiStandIn openAi(Faults faults, InstantSource time) {
    return new OpenAiStandIn("openai", new PrefixCache(128, 1024), faults, time);
  }

  /** DeepSeek, whose faults are those of provider {@code deepseek}. */
  public static OpenAiStandIn deepSeek(Faults faults, InstantSource time) {
    return new OpenAiStandIn("deepseek", new PrefixCache(64, 64), faults, time);
  }

  @Override
  public LocalResponse handle(LocalRequest request) {
    return faults.apply(provider, OpenAiErrors::ofStatus, () -> answer(request));
  }

  private LocalResponse answer(LocalRequest request) {
    if (!request.method().equals("POST") || !request.rawPath().endsWith("/chat/completions")) {
      return OpenAiErrors.unknownUrl(request);
    }
    String key = request.header("authorization").orElse("").replaceFirst("(?i)^Bearer ", "");
    if (key.isBlank() || key.startsWith("invalid")) {
      return OpenAiErrors.unauthorized(key);
    }
    JsonNode body = Json.read(request);
    return refusal(body).orElseGet(() -> answer(body));
  }

  private Optional<LocalResponse> refusal(JsonNode body) {
    String name = body.path("model").asText();
    if (!body.path("model").isTextual()) {
      return Optional.of(OpenAiErrors.invalid("you must provide a model parameter", "model"));
    }
    if (!body.path("messages").isArray() || body.path("messages").isEmpty()) {
      return Optional.of(
          OpenAiErrors.invalid("Missing required parameter: 'messages'.", "messages"));
    }
    if (!model.knows(name)) {
      return Optional.of(OpenAiErrors.unknownModel(name));
    }
    return LIMITS.stream()
        .filter(limit -> body.path(limit).asInt(1) < 1)
        .findFirst()
        .map(limit -> OpenAiErrors.tooFew(limit, body.path(limit).asInt()));
  }

  private LocalResponse answer(JsonNode body) {
    Completion completion = model.complete(prompt(body), cache);
    return body.path("stream").asBoolean()
        ? stream(body, completion)
        : Json.response(200, unary(body, completion));
  }

  private static Prompt prompt(JsonNode body) {
    var system = new StringBuilder();
    List<Prompt.Turn> turns = new ArrayList<>();
    for (JsonNode message : body.path("messages")) {
      String text = Json.text(message.path("content"));
      if (SYSTEM_ROLES.contains(message.path("role").asText())) {
        system.append(text).append('\n');
      } else {
        turns.add(new Prompt.Turn(message.path("role").asText().equals("user"), text));
      }
    }
    int limit = body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(4096));
    return new Prompt(body.path("model").asText(), system.toString(), turns, limit);
  }

  private ObjectNode unary(JsonNode body, Completion completion) {
    ObjectNode answer = head(body, "chat.completion");
    ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
    choice
        .putObject("message")
        .put("role", "assistant")
        .put("content", completion.text())
        .putNull("refusal")
        .putArray("annotations");
    choice.putNull("logprobs").put("finish_reason", finish(completion));
    return answer.set("usage", usage(completion));
  }

  private LocalResponse stream(JsonNode body, Completion completion) {
    var events = new ServerSentEvents();
    boolean withUsage = body.path("stream_options").path("include_usage").asBoolean();
    ObjectNode head = head(body, "chat.completion.chunk");
    ObjectNode first = Json.object().put("role", "assistant").put("content", "");
    events.data(chunk(head, first, null, withUsage));
    for (String piece : completion.pieces()) {
      events.data(chunk(head, Json.object().put("content", piece), null, withUsage));
    }
    events.data(chunk(head, Json.object(), finish(completion), withUsage));
    if (withUsage) {
      ObjectNode last = head.deepCopy();
      last.putArray("choices");
      events.data(last.set("usage", usage(completion)));
    }
    return events.data("[DONE]").response();
  }

  private static ObjectNode chunk(
      ObjectNode head, ObjectNode delta, @Nullable String finishReason, boolean withUsage) {
    ObjectNode chunk = head.deepCopy();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finishReason);
    return withUsage ? chunk.putNull("usage") : chunk;
  }

  private ObjectNode head(JsonNode body, String object) {
    return Json.object()
        .put("id", "chatcmpl-local" + answers.incrementAndGet())
        .put("object", object)
        .put("created", time.instant().getEpochSecond())
        .put("model", body.path("model").asText());
  }

  private ObjectNode usage(Completion completion) {
    ObjectNode usage =
        Json.object()
            .put("prompt_tokens", completion.promptTokens())
            .put("completion_tokens", completion.answerTokens())
            .put("total_tokens", completion.promptTokens() + completion.answerTokens());
    usage.putObject("prompt_tokens_details").put("cached_tokens", completion.cachedTokens());
    usage.putObject("completion_tokens_details").put("reasoning_tokens", 0);
    if (provider.equals("deepseek")) {
      usage.put("prompt_cache_hit_tokens", completion.cachedTokens());
      usage.put("prompt_cache_miss_tokens", completion.promptTokens() - completion.cachedTokens());
    }
    return usage;
  }

  private static String finish(Completion completion) {
    return completion.complete() ? "stop" : "length";
  }
}
