package io.saasbricks.benchmarks.chat.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalResponse.BodyWriter;
import io.saasbricks.local.http.LocalServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A vendor that speaks OpenAI's protocol, fails as the turn wants it, and counts its charges. */
final class FaultyVendor implements LocalHandler, AutoCloseable {
  private final int number;
  private final Duration late;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<Turn, Integer> charged = new ConcurrentHashMap<>();
  private final LocalServer server;

  private FaultyVendor(int number, Duration late) throws IOException {
    this.number = number;
    this.late = late;
    this.server = LocalServer.start(this);
  }

  /**
   * Starts to listen.
   *
   * @param late how long slow answers take
   */
  static FaultyVendor start(int number, Duration late) throws IOException {
    return new FaultyVendor(number, late);
  }

  URI uri() {
    return server.uri();
  }

  /** How many calls of that turn were charged for. */
  int charged(Turn turn) {
    return charged.getOrDefault(turn, 0);
  }

  @Override
  public LocalResponse handle(LocalRequest request) {
    String text = request.text();
    Turn turn = Turn.of(text);
    boolean streamed = text.replace(" ", "").contains("\"stream\":true");
    return turn.healthy(number)
        ? paid(turn, streamed, out -> out.write(answer(turn, streamed)))
        : fail(turn, streamed);
  }

  private LocalResponse fail(Turn turn, boolean streamed) {
    byte[] answer = answer(turn, streamed);
    int text = new String(answer, UTF_8).indexOf("The ");
    int end = new String(answer, UTF_8).indexOf("\"stop\"");
    int place = turn.random(number + Turn.VENDORS).nextInt(text);
    int later = turn.random(number + Turn.VENDORS).nextInt(text + 4, end);
    return switch (turn.fault(number)) {
      case RESET -> paid(turn, streamed, out -> cut());
      case SLOW -> paid(turn, streamed, out -> slowly(out, answer, answer.length));
      case TRICKLING -> paid(turn, streamed, out -> slowly(out, answer, 1));
      case LIMITED -> error(429, "slow_down").with("retry-after", "" + (1 + place % 90));
      case LIMITED_UNTOLD -> error(429, "slow_down");
      case SPENT -> error(429, "insufficient_quota").with("retry-after", "1");
      case BAD_KEY -> error(401, "invalid_api_key");
      case RETIRED -> error(404, "model_not_found");
      case DOWN -> LocalResponse.empty(503);
      case BAD_GATEWAY -> LocalResponse.of(502, List.of(), "<html>".getBytes(UTF_8));
      case GARBAGE -> paid(turn, streamed, out -> out.write(framed("{]", streamed)));
      case CUT_BEFORE_TEXT -> paid(turn, streamed, out -> cutAt(place, answer, out));
      case CUT_IN_TEXT -> paid(turn, streamed, out -> cutAt(later, answer, out));
      case ENDED_EARLY -> paid(turn, streamed, out -> out.write(answer, 0, later));
      case ERROR_IN_ANSWER ->
          paid(turn, streamed, out -> out.write(framed(errorJson("server_error"), streamed)));
      case EMPTY_ANSWER -> paid(turn, streamed, out -> out.write(body("", turn, number, streamed)));
    };
  }

  private LocalResponse paid(Turn turn, boolean streamed, BodyWriter body) {
    charged.merge(turn, 1, Integer::sum);
    String type = streamed ? "text/event-stream" : "application/json";
    return new LocalResponse(
        200, List.of(new Header("content-type", type)), OptionalLong.empty(), body);
  }

  private void slowly(OutputStream out, byte[] answer, int pieceLength) throws IOException {
    long pause = late.toNanos() * pieceLength / answer.length;
    for (int i = 0; i < answer.length; i += pieceLength) {
      pause(pause);
      out.write(answer, i, pieceLength);
      out.flush();
    }
  }

  private void pause(long nanos) throws IOException {
    try {
      if (closed.await(nanos, TimeUnit.NANOSECONDS)) {
        cut();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static void cutAt(int length, byte[] answer, OutputStream out) throws IOException {
    out.write(answer, 0, length);
    out.flush();
    cut();
  }

  /** Ends the connection, as {@link LocalResponse#body} says. */
  private static void cut() throws IOException {
    throw new IOException("cut");
  }

  private static LocalResponse error(int status, String code) {
    return LocalResponse.json(status, errorJson(code));
  }

  private static String errorJson(String code) {
    return "{\"error\": {\"message\": \"no\", \"type\": \"error\", \"code\": \"" + code + "\"}}";
  }

  private byte[] answer(Turn turn, boolean streamed) {
    return body(turn.text(number), turn, number, streamed);
  }

  private static byte[] body(String text, Turn turn, int vendor, boolean streamed) {
    int input = turn.inputTokens(vendor);
    int output = turn.outputTokens(vendor);
    String usage =
        "{\"prompt_tokens\": %d, \"completion_tokens\": %d, \"total_tokens\": %d}"
            .formatted(input, output, input + output);
    if (!streamed) {
      return json(choice("message", text, "\"stop\""), usage).getBytes(UTF_8);
    }
    StringBuilder events = new StringBuilder();
    for (String word : text.split("(?<= )", -1)) {
      events.append(event(json(choice("delta", word, "null"), "null")));
    }
    events.append(event(json(choice("delta", "", "\"stop\""), "null")));
    events.append(event(json("", usage)));
    return events.append(event("[DONE]")).toString().getBytes(UTF_8);
  }

  private static String choice(String member, String text, String reason) {
    return ("{\"index\": 0, \"%s\": {\"role\": \"assistant\", \"content\": \"%s\"},"
            + " \"finish_reason\": %s}")
        .formatted(member, text, reason);
  }

  private static String json(String choices, String usage) {
    return "{\"id\": \"1\", \"created\": 1, \"model\": \"m\", \"choices\": [%s], \"usage\": %s}"
        .formatted(choices, usage);
  }

  private static byte[] framed(String json, boolean streamed) {
    return (streamed ? event(json) : json).getBytes(UTF_8);
  }

  private static String event(String data) {
    return "data: " + data + "\n\n";
  }

  @Override
  public void close() {
    closed.countDown();
    server.close();
  }
}
