package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.saasbricks.core.net.OutboundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A recorded HTTP answer. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Golden(int status, Map<String, String> headers, byte[] body) {
  /** The recording {@code <protocol>.<scenario>.<unary or stream>}. */
  static Golden read(String name) {
    byte[] raw = resource("/specs/llm-golden/" + name + ".http");
    String text = new String(raw, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new HashMap<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(lines[0].substring(9, 12));
    return new Golden(status, headers, Arrays.copyOfRange(raw, end + 4, raw.length));
  }

  static byte[] resource(String path) {
    try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(path), path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OutboundResponse response() {
    return cutAt(body.length);
  }

  /** The answer whose body ends after that many bytes, as if the server had closed it there. */
  OutboundResponse cutAt(int length) {
    return OutboundResponse.of(status, headers, Arrays.copyOf(body, length));
  }
}
