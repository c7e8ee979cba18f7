package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.net.TransportException;
import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Three vendors that speak OpenAI's protocol over a transport in memory, all but one of which fail
 * in every way that vendors fail. They count what they charge. Reproducible by the seed.
 */
final class FaultyVendors implements Transport {
  private enum Fault {
    NO_CONNECTION,
    RESET,
    SILENCE,
    LIMITED,
    LIMITED_UNTOLD,
    SPENT,
    BAD_KEY,
    RETIRED,
    DOWN,
    BAD_GATEWAY,
    GARBAGE,
    CUT_BODY,
    ERROR_IN_ANSWER,
    EMPTY_ANSWER
  }

  private final Random random;
  private final ManualTime time;
  private final Map<String, Integer> charged = new HashMap<>();
  private String healthy = "";
  private TokenUsage usage = TokenUsage.NONE;
  private int calls;
  private int faults;

  FaultyVendors(long seed, ManualTime time) {
    this.random = new Random(seed);
    this.time = time;
  }

  /** Begins a turn for which only that host works. */
  void newTurn(String healthyHost) {
    healthy = healthyHost;
    charged.clear();
  }

  /** The largest number of calls of this turn that one host charged for. */
  int mostChargedByOne() {
    return charged.values().stream().mapToInt(count -> count).max().orElse(0);
  }

  /** The usage of the last whole answer. */
  TokenUsage usage() {
    return usage;
  }

  int calls() {
    return calls;
  }

  int faults() {
    return faults;
  }

  @Override
  public OutboundResponse send(OutboundRequest request, Deadline deadline) {
    calls++;
    String host = request.uri().getHost();
    boolean streaming = Json.object(request.body()).optionalBool("stream").orElse(false);
    if (host.equals(healthy)) {
      time.advance(Duration.ofMillis(200 + random.nextInt(1_500)));
      return ok(host, answer(host, streaming));
    }
    faults++;
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    return fail(fault, host, streaming, deadline);
  }

  private OutboundResponse fail(Fault fault, String host, boolean streaming, Deadline deadline) {
    time.advance(Duration.ofMillis(random.nextInt(300)));
    return switch (fault) {
      case NO_CONNECTION -> throw TransportException.beforeSending("no connection", null);
      case RESET -> {
        charge(host);
        throw new TransportException("reset", null);
      }
      case SILENCE -> {
        charge(host);
        time.advance(deadline.remaining());
        throw new TransportException("silence", null);
      }
      case LIMITED -> status(429, Map.of("retry-after", "" + random.nextInt(90)), "{}");
      case LIMITED_UNTOLD -> status(429, Map.of(), error("slow_down"));
      case SPENT -> status(429, Map.of("retry-after", "1"), error("insufficient_quota"));
      case BAD_KEY -> status(401, Map.of(), error("invalid_api_key"));
      case RETIRED -> status(404, Map.of(), error("model_not_found"));
      case DOWN -> status(503, Map.of(), "");
      case BAD_GATEWAY -> status(502, Map.of(), "<html>");
      case GARBAGE -> ok(host, "{]".getBytes(UTF_8));
      case CUT_BODY -> {
        byte[] whole = answer(host, streaming);
        int end = new String(whole, UTF_8).indexOf("\"stop\"");
        yield ok(host, Arrays.copyOf(whole, random.nextInt(end)));
      }
      case ERROR_IN_ANSWER -> status(200, Map.of(), framed(error("server_error"), streaming));
      case EMPTY_ANSWER -> ok(host, body("", streaming));
    };
  }

  private OutboundResponse ok(String host, byte[] body) {
    charge(host);
    return OutboundResponse.of(200, Map.of(), body);
  }

  private void charge(String host) {
    charged.merge(host, 1, Integer::sum);
  }

  private static OutboundResponse status(int status, Map<String, String> headers, String body) {
    return OutboundResponse.of(status, headers, body.getBytes(UTF_8));
  }

  private static String error(String code) {
    return "{\"error\": {\"code\": \"" + code + "\"}}";
  }

  private static String framed(String json, boolean streaming) {
    return streaming ? "data: " + json + "\n\n" : json;
  }

  private byte[] answer(String host, boolean streaming) {
    return body("The answer of " + host + " is " + random.nextInt(), streaming);
  }

  private byte[] body(String text, boolean streaming) {
    usage =
        new TokenUsage(
            100 + random.nextInt(900), random.nextInt(90), 0, 1 + random.nextInt(99), 0, false);
    JsonObject tokens =
        JsonObject.builder()
            .put("prompt_tokens", usage.input())
            .put("prompt_tokens_details", Map.of("cached_tokens", usage.cached()))
            .put("completion_tokens", usage.output())
            .build();
    if (!streaming) {
      return whole("message", text, "\"stop\"", Json.text(tokens)).getBytes(UTF_8);
    }
    StringBuilder events = new StringBuilder();
    for (String word : text.split("(?<= )", -1)) {
      events.append(framed(whole("delta", word, "null", "null"), true));
    }
    events.append(framed(whole("delta", "", "\"stop\"", "null"), true));
    events.append(framed("{\"choices\": [], \"usage\": " + Json.text(tokens) + "}", true));
    return events.append("data: [DONE]\n\n").toString().getBytes(UTF_8);
  }

  private static String whole(String member, String text, String reason, String usage) {
    return "{\"choices\": [{\"%s\": {\"content\": %s}, \"finish_reason\": %s}], \"usage\": %s}"
        .formatted(member, Json.text(text), reason, usage);
  }
}
