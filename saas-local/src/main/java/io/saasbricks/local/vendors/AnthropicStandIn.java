package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Anthropic's Messages API, unary and streaming. The key comes in {@code x-api-key} and is any that
 * does not start with {@code invalid}. Prompts are cached where they ask for it by {@code
 * cache_control}. Faults are those of provider {@code anthropic}. Safe for concurrent use.
 */
public final class AnthropicStandIn implements LocalHandler {
  private final Faults faults;
  private final LanguageModel model = new LanguageModel("anthropic");
  private final PrefixCache cache = new PrefixCache(64, 1024);
  private final AtomicLong answers = new AtomicLong();

  private AnthropicStandIn(Faults faults) {
    this.faults = faults;
  }

  /** A stand-in with an empty prompt cache. */
  public static AnthropicStandIn create(Faults faults) {
    return new AnthropicStandIn(faults);
  }

  @Override
  public LocalResponse handle(LocalRequest request) {
    return faults.apply("anthropic", AnthropicStandIn::ofStatus, () -> answer(request));
  }

  private LocalResponse answer(LocalRequest request) {
    if (!request.method().equals("POST") || !request.rawPath().endsWith("/messages")) {
      return error(404, "not_found_error", "Not found");
    }
    String key = request.header("x-api-key").orElse("");
    if (key.isBlank() || key.startsWith("invalid")) {
      return error(401, "authentication_error", "invalid x-api-key");
    }
    if (request.header("anthropic-version").isEmpty()) {
      return invalid("anthropic-version: header is required");
    }
    JsonNode body = Json.read(request);
    return refusal(body).orElseGet(() -> answer(body));
  }

  private Optional<LocalResponse> refusal(JsonNode body) {
    for (String required : List.of("model", "max_tokens", "messages")) {
      if (body.path(required).isMissingNode()) {
        return Optional.of(invalid(required + ": Field required"));
      }
    }
    if (body.path("max_tokens").asInt() < 1) {
      return Optional.of(invalid("max_tokens: must be greater than or equal to 1"));
    }
    if (body.path("messages").isEmpty()) {
      return Optional.of(invalid("messages: at least one message is required"));
    }
    String name = body.path("model").asText();
    return model.knows(name)
        ? Optional.empty()
        : Optional.of(error(404, "not_found_error", "model: " + name));
  }

  private LocalResponse answer(JsonNode body) {
    boolean caching = !body.findParents("cache_control").isEmpty();
    Completion completion = model.complete(prompt(body), caching ? cache : null);
    return body.path("stream").asBoolean()
        ? stream(body, completion, caching)
        : Json.response(200, message(body, completion, caching));
  }

  private static Prompt prompt(JsonNode body) {
    List<Prompt.Turn> turns = new ArrayList<>();
    for (JsonNode message : body.path("messages")) {
      boolean user = message.path("role").asText().equals("user");
      turns.add(new Prompt.Turn(user, Json.text(message.path("content"))));
    }
    return new Prompt(
        body.path("model").asText(),
        Json.text(body.path("system")),
        turns,
        body.path("max_tokens").asInt());
  }

  private ObjectNode message(JsonNode body, Completion completion, boolean caching) {
    ObjectNode message = head(body);
    message.withArray("content").addObject().put("type", "text").put("text", completion.text());
    message.put("stop_reason", stopReason(completion)).putNull("stop_sequence");
    return message.set("usage", usage(completion, caching, completion.answerTokens()));
  }

  private LocalResponse stream(JsonNode body, Completion completion, boolean caching) {
    ObjectNode message = head(body).putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", usage(completion, caching, 1));
    var events = new ServerSentEvents();
    events.named(event("message_start").set("message", message));
    ObjectNode block = Json.object().put("type", "text").put("text", "");
    events.named(event("content_block_start").put("index", 0).set("content_block", block));
    events.named(event("ping"));
    for (String piece : completion.pieces()) {
      ObjectNode delta = Json.object().put("type", "text_delta").put("text", piece);
      events.named(event("content_block_delta").put("index", 0).set("delta", delta));
    }
    events.named(event("content_block_stop").put("index", 0));
    ObjectNode end = event("message_delta");
    end.putObject("delta").put("stop_reason", stopReason(completion)).putNull("stop_sequence");
    end.putObject("usage").put("output_tokens", completion.answerTokens());
    return events.named(end).named(event("message_stop")).response();
  }

  private ObjectNode head(JsonNode body) {
    ObjectNode head =
        Json.object()
            .put("id", "msg_local" + answers.incrementAndGet())
            .put("type", "message")
            .put("role", "assistant")
            .put("model", body.path("model").asText());
    head.putArray("content");
    return head;
  }

  /** Input tokens exclude those read from and written to the cache. */
  private static ObjectNode usage(Completion completion, boolean caching, int outputTokens) {
    int uncached = completion.promptTokens() - completion.cachedTokens();
    boolean written = caching && completion.promptTokens() >= 1024;
    return Json.object()
        .put("input_tokens", written ? 0 : uncached)
        .put("cache_creation_input_tokens", written ? uncached : 0)
        .put("cache_read_input_tokens", completion.cachedTokens())
        .put("output_tokens", outputTokens);
  }

  private static ObjectNode event(String type) {
    return Json.object().put("type", type);
  }

  private static String stopReason(Completion completion) {
    return completion.complete() ? "end_turn" : "max_tokens";
  }

  private static LocalResponse ofStatus(int status) {
    return switch (status) {
      case 401 -> error(401, "authentication_error", "invalid x-api-key");
      case 402 -> error(402, "billing_error", "Your credit balance is too low");
      case 403 -> error(403, "permission_error", "Your API key may not use this resource");
      case 404 -> error(404, "not_found_error", "Not found");
      case 429 -> error(429, "rate_limit_error", "Rate limit reached").with("retry-after", "1");
      case 504 -> error(504, "timeout_error", "The request timed out");
      case 529 -> error(529, "overloaded_error", "Overloaded");
      default ->
          status < 500
              ? error(status, "invalid_request_error", "Refused with " + status)
              : error(status, "api_error", "Internal server error");
    };
  }

  private static LocalResponse invalid(String message) {
    return error(400, "invalid_request_error", message);
  }

  private static LocalResponse error(int status, String type, String message) {
    ObjectNode body = event("error");
    body.putObject("error").put("type", type).put("message", message);
    return Json.response(status, body);
  }
}
