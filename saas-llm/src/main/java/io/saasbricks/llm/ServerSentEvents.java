package io.saasbricks.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;

/**
 * Server-sent events, after the HTML standard. Comments, ids and retry times are passed over, as is
 * an event that the end of the body cuts off.
 */
final class ServerSentEvents implements EventStream {
  private static final int LONGEST_EVENT = 8 << 20;

  private final InputStream in;
  private boolean afterCarriageReturn;

  ServerSentEvents(InputStream in) {
    this.in = in;
  }

  @Override
  public Optional<StreamEvent> next() throws IOException {
    String type = "";
    StringBuilder data = new StringBuilder();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      String text = line.get();
      if (text.isEmpty() && data.length() > 0) {
        return Optional.of(new StreamEvent(type, data.substring(1)));
      }
      if (text.isEmpty()) {
        type = "";
      } else if (text.startsWith("data:")) {
        data.append('\n').append(value(text));
        requireLength(data.length());
      } else if (text.startsWith("event:")) {
        type = value(text);
      }
    }
    return Optional.empty();
  }

  private static String value(String line) {
    String value = line.substring(line.indexOf(':') + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }

  /** The next whole line; a line without an end is none. */
  private Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    for (int c = in.read(); c >= 0; c = in.read()) {
      boolean secondHalf = afterCarriageReturn && c == '\n';
      afterCarriageReturn = c == '\r';
      if (secondHalf) {
        continue;
      }
      if (c == '\n' || c == '\r') {
        return Optional.of(line.toString(UTF_8));
      }
      line.write(c);
      requireLength(line.size());
    }
    return Optional.empty();
  }

  private static void requireLength(int length) throws ProtocolException {
    if (length > LONGEST_EVENT) {
      throw new ProtocolException("an event has over " + LONGEST_EVENT + " bytes");
    }
  }
}
