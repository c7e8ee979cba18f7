package io.saasbricks.core.http;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Fuzz target: events that are edited copies of a good one. An event is read or answered with 400,
 * and JSON that is read means the same after it is written and read again.
 *
 * <p>The build replays seeded inputs; {@code mvn -Pfuzz} lets Jazzer look for more.
 */
public final class PayloadFuzzer {
  private static final String GOOD =
      """
      {"version":"2.0","routeKey":"POST /a/{b}","rawPath":"/a/b","rawQueryString":"q=1&r=%20&s",
       "cookies":["a=b","c"],"headers":{"content-type":"text/plain","x":"1,2"},
       "pathParameters":{"b":"b"},"body":"aGVsbG8=","isBase64Encoded":true,
       "requestContext":{"requestId":"id","http":{"method":"POST","sourceIp":"203.0.113.7"},
        "authorizer":{"lambda":{"n":1.5e3,"o":null,"l":[true,"\\u00e9"]}}}}
      """;

  private PayloadFuzzer() {}

  /** Called by Jazzer; threes of bytes are edits: what to do, where, and with what. */
  public static void fuzzerTestOneInput(byte[] data) {
    check(event(data));
  }

  /** Whether the event was read. */
  static boolean check(byte[] event) {
    try {
      Object value = Json.parse(event);
      if (!value.equals(Json.parse(Json.bytes(value)))) {
        throw new AssertionError("JSON changes when written: " + Json.text(value));
      }
    } catch (JsonException expected) {
      // Not JSON: then the event must be refused as well.
    }
    try {
      Payload.read(event, "invocation", Duration.ofSeconds(3));
      return true;
    } catch (ProblemException refused) {
      if (refused.problem().status() != 400) {
        throw new AssertionError("refused with " + refused.problem().status(), refused);
      }
      return false;
    }
  }

  static byte[] event(byte[] edits) {
    byte[] event = GOOD.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i + 2 < edits.length; i += 3) {
      int at = Math.floorMod(edits[i + 1] * 131 + edits[i], event.length);
      int end = Math.min(event.length, at + 1 + (edits[i + 2] & 15));
      switch (edits[i] & 3) {
        case 0 -> event[at] = edits[i + 2];
        case 1 -> event = joined(event, at, Arrays.copyOfRange(event, at, end));
        case 2 -> event = joined(Arrays.copyOf(event, end), end, new byte[] {edits[i + 2]});
        default -> event[at] = event[Math.floorMod(edits[i + 2] * 7, event.length)];
      }
    }
    return event;
  }

  /** The text with a piece put in. */
  private static byte[] joined(byte[] text, int at, byte[] piece) {
    byte[] joined = Arrays.copyOf(text, text.length + piece.length);
    System.arraycopy(piece, 0, joined, at, piece.length);
    System.arraycopy(text, at, joined, at + piece.length, text.length - at);
    return joined;
  }
}
