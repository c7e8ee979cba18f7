package io.saasbricks.local.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** One request, wholly read. Immutable. */
public final class LocalRequest {
  private final String method;
  private final String target;
  private final List<Header> headers;
  private final byte[] body;
  private final String mountedAt;

  /**
   * @param method the method as sent, {@code GET}
   * @param target the request target as sent, still encoded, {@code /a%20b?c=d}
   * @param headers the headers in the order sent, names in lower case
   * @param body the decoded body, not copied
   */
  public LocalRequest(String method, String target, List<Header> headers, byte[] body) {
    this(method, target, headers, body, "");
  }

  private LocalRequest(
      String method, String target, List<Header> headers, byte[] body, String mountedAt) {
    this.method = method;
    this.target = target;
    this.headers = List.copyOf(headers);
    this.body = body;
    this.mountedAt = mountedAt;
  }

  /** The method as sent. */
  public String method() {
    return method;
  }

  /** The target before its {@code ?}, still percent-encoded. */
  public String rawPath() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  /** The target after its first {@code ?}, still percent-encoded; empty if there is none. */
  public String rawQuery() {
    int question = target.indexOf('?');
    return question < 0 ? "" : target.substring(question + 1);
  }

  /** All headers in the order sent, names in lower case. */
  public List<Header> headers() {
    return headers;
  }

  /** The values of a header joined by commas, if it was sent. The name is given in lower case. */
  public Optional<String> header(String name) {
    var values = headers.stream().filter(header -> header.name().equals(name)).map(Header::value);
    return values.reduce((first, second) -> first + "," + second);
  }

  /** The body as sent, after transfer decoding; not copied. */
  public byte[] body() {
    return body;
  }

  /** The body read as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * The prefix under which the request's handler is mounted, empty for none; {@link #rawPath} does
   * not have it.
   */
  public String mountedAt() {
    return mountedAt;
  }

  /**
   * The same request as a handler sees it that is mounted under a prefix of its path.
   *
   * @param prefix with which the path must begin, without a slash at its end
   */
  public LocalRequest mountedAt(String prefix) {
    String rest = target.substring(prefix.length());
    String path = rest.startsWith("/") ? rest : "/" + rest;
    return new LocalRequest(method, path, headers, body, mountedAt + prefix);
  }

  /** The same request without the headers of this name, given in lower case. */
  public LocalRequest withoutHeader(String name) {
    var kept = headers.stream().filter(header -> !header.name().equals(name)).toList();
    return new LocalRequest(method, target, kept, body, mountedAt);
  }
}
