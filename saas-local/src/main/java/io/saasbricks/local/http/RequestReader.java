package io.saasbricks.local.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads requests off a connection. */
final class RequestReader {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final InputStream in;
  private final OutputStream out;
  private final LocalServer.Limits limits;

  RequestReader(InputStream in, OutputStream out, LocalServer.Limits limits) {
    this.in = in;
    this.out = out;
    this.limits = limits;
  }

  /**
   * The next request; empty when the client has ended the connection between two.
   *
   * @throws EOFException if it has ended it within one
   */
  Optional<LocalRequest> read() throws IOException, UnreadableRequest {
    List<String> head = readHead();
    if (head.isEmpty()) {
      return Optional.empty();
    }
    String[] line = head.get(0).split(" ", 3);
    if (line.length != 3 || !line[2].startsWith("HTTP/1.") || !line[1].startsWith("/")) {
      throw new UnreadableRequest(400, "Bad Request");
    }
    List<Header> headers = new ArrayList<>();
    for (String header : head.subList(1, head.size())) {
      headers.add(parse(header));
    }
    var withoutBody = new LocalRequest(line[0], line[1], headers, new byte[0]);
    return Optional.of(new LocalRequest(line[0], line[1], headers, readBody(withoutBody)));
  }

  private static Header parse(String line) throws UnreadableRequest {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw new UnreadableRequest(400, "Bad Request");
    }
    return new Header(
        line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
  }

  private List<String> readHead() throws IOException, UnreadableRequest {
    List<String> lines = new ArrayList<>();
    int left = limits.headBytes();
    while (true) {
      Optional<String> line = readLine();
      if (line.isEmpty() && !lines.isEmpty()) {
        throw new EOFException();
      }
      if (line.isEmpty() || line.get().isEmpty()) {
        return lines;
      }
      left -= line.get().length() + 2;
      if (left < 0) {
        throw headTooLarge();
      }
      lines.add(line.get());
    }
  }

  /** One line without its end; empty at the end of the connection. */
  private Optional<String> readLine() throws IOException, UnreadableRequest {
    var line = new ByteArrayOutputStream(128);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return Optional.empty();
      }
      if (line.size() > limits.headBytes()) {
        throw headTooLarge();
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  private byte[] readBody(LocalRequest head) throws IOException, UnreadableRequest {
    if (head.header("expect").orElse("").equalsIgnoreCase("100-continue")) {
      out.write(CONTINUE);
      out.flush();
    }
    var body = new ByteArrayOutputStream();
    if (head.header("transfer-encoding").isPresent()) {
      readChunks(body);
    } else {
      copy(number(head.header("content-length").orElse("0"), 10), body);
    }
    if (body.size() > limits.bodyBytes()) {
      throw new UnreadableRequest(413, "Request Entity Too Large");
    }
    return body.toByteArray();
  }

  private void readChunks(ByteArrayOutputStream body) throws IOException, UnreadableRequest {
    long size = number(nextLine().split(";", 2)[0].strip(), 16);
    while (size > 0) {
      copy(size, body);
      nextLine();
      size = number(nextLine().split(";", 2)[0].strip(), 16);
    }
    // Trailers are read and forgotten: a Lambda event has no place for them.
    String trailer;
    do {
      trailer = nextLine();
    } while (!trailer.isEmpty());
  }

  private String nextLine() throws IOException, UnreadableRequest {
    return readLine().orElseThrow(EOFException::new);
  }

  /**
   * Reads past the limit too, but keeps little more than it: a client still sending hears no
   * refusal.
   */
  private void copy(long length, ByteArrayOutputStream body) throws IOException {
    var buffer = new byte[16 * 1024];
    for (long left = length; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException();
      }
      if (body.size() <= limits.bodyBytes()) {
        body.write(buffer, 0, read);
      }
      left -= read;
    }
  }

  private static UnreadableRequest headTooLarge() {
    return new UnreadableRequest(431, "Request Header Fields Too Large");
  }

  private static long number(String digits, int radix) throws UnreadableRequest {
    // Neither a sign nor more than a long holds: what follows would be read as another request.
    if (!digits.matches(radix == 16 ? "\\p{XDigit}{1,15}" : "\\d{1,18}")) {
      throw new UnreadableRequest(400, "Bad Request");
    }
    return Long.parseLong(digits, radix);
  }
}
