package io.saasbricks.core.net;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The bytes of a request, sent in one piece so that a small one fits one packet. */
final class RequestMessage {
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "expect");
  private static final String MARKS = "!#$%&'*+-.^_`|~";

  private RequestMessage() {}

  /**
   * The message of this request.
   *
   * @throws IllegalArgumentException if a header could change where the message ends
   */
  static byte[] of(OutboundRequest request) {
    requireToken(request.method());
    StringBuilder head = new StringBuilder(256);
    head.append(request.method()).append(' ').append(target(request.uri())).append(" HTTP/1.1\r\n");
    append(head, "Host", Origin.of(request.uri()).authority());
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      if (sets(header.getKey())) {
        throw new IllegalArgumentException("the transport sets the header " + header.getKey());
      }
      append(head, header.getKey(), header.getValue());
    }
    if (request.body().length > 0 || !bodiless(request.method())) {
      append(head, "Content-Length", Integer.toString(request.body().length));
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    byte[] body = request.body();
    byte[] message = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, message, start.length, body.length);
    return message;
  }

  private static boolean sets(String header) {
    return OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT));
  }

  private static boolean bodiless(String method) {
    return method.equals("GET") || method.equals("HEAD") || method.equals("DELETE");
  }

  /** Path and query as they are sent: in ASCII, and never empty. */
  static String target(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    return isPrintable(target) ? target : URI.create(target).toASCIIString();
  }

  private static void append(StringBuilder head, String name, String value) {
    requireToken(name);
    // Never quoted: the value may be a key.
    if (!isPrintable(value)) {
      throw new IllegalArgumentException("the header " + name + " holds a character beyond ASCII");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static void requireToken(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("no HTTP token: " + text);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
      if (!alphanumeric && MARKS.indexOf(c) < 0) {
        throw new IllegalArgumentException("no HTTP token: " + text);
      }
    }
  }
}
