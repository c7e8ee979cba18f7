package io.saasbricks.local.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One answer: a status, headers and something that writes the body.
 *
 * @param status the HTTP status
 * @param headers the headers to send, without {@code content-length} and {@code transfer-encoding}
 * @param length the body's length in bytes; empty for a body sent in chunks as it is written
 * @param body writes the body; if it throws, the connection is cut where it stands
 */
public record LocalResponse(
    int status, List<Header> headers, OptionalLong length, BodyWriter body) {

  /** Writes a body. Every {@code flush} reaches the client. */
  @FunctionalInterface
  public interface BodyWriter {

    /** Writes the body and returns when it is complete. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Copies the headers. */
  public LocalResponse {
    headers = List.copyOf(headers);
  }

  /** An answer whose body is known. */
  public static LocalResponse of(int status, List<Header> headers, byte[] body) {
    return new LocalResponse(status, headers, OptionalLong.of(body.length), out -> out.write(body));
  }

  /** An answer of type {@code application/json}. */
  public static LocalResponse json(int status, String json) {
    return of(
        status,
        List.of(new Header("content-type", "application/json")),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer without a body. */
  public static LocalResponse empty(int status) {
    return of(status, List.of(), new byte[0]);
  }

  /** An answer whose body is sent as it is written. */
  public static LocalResponse streaming(int status, List<Header> headers, BodyWriter body) {
    return new LocalResponse(status, headers, OptionalLong.empty(), body);
  }

  /** The same answer with one more header. */
  public LocalResponse with(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return withHeaders(more);
  }

  /** The same answer with these headers in place of its own. */
  public LocalResponse withHeaders(List<Header> replacement) {
    return new LocalResponse(status, replacement, length, body);
  }

  /** The first value of a header whatever the case of its name. */
  public Optional<String> header(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return headers.stream()
        .filter(header -> header.name().toLowerCase(Locale.ROOT).equals(wanted))
        .map(Header::value)
        .findFirst();
  }
}
