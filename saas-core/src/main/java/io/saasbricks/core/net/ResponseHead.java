package io.saasbricks.core.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The status line and headers of an answer, after RFC 9112.
 *
 * @param version the minor version of HTTP/1
 * @param headers by name in lower case; repeated ones are joined by commas
 */
record ResponseHead(int version, int status, Map<String, String> headers) {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final int MOST_BYTES = 64 * 1024;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int FIRST_FINAL = 200;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  /** The head of the final answer; interim ones are passed over. */
  static ResponseHead read(InputStream in) throws IOException {
    HttpLines lines = new HttpLines(in, MOST_BYTES);
    ResponseHead head = one(lines);
    while (head.status < FIRST_FINAL) {
      if (head.status == SWITCHING_PROTOCOLS) {
        throw new ProtocolException("the server switched to another protocol");
      }
      head = one(lines);
    }
    return head;
  }

  private static ResponseHead one(HttpLines lines) throws IOException {
    String line = lines.next();
    if (!STATUS_LINE.matcher(line).matches()) {
      throw new ProtocolException("no HTTP/1 status line");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header = lines.next(); !header.isEmpty(); header = lines.next()) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new ProtocolException("no header line");
      }
      String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.merge(name, header.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
    }
    return new ResponseHead(line.charAt(7) - '0', Integer.parseInt(line.substring(9, 12)), headers);
  }

  /** The body that follows this head, without its framing. */
  InputStream body(InputStream in, String method) throws ProtocolException {
    if (method.equals("HEAD") || bodiless()) {
      return InputStream.nullInputStream();
    }
    if (headers.containsKey("transfer-encoding")) {
      if (!chunked()) {
        throw new ProtocolException("the answer is transferred in an unknown encoding");
      }
      return new ChunkedBody(in);
    }
    return headers.containsKey("content-length") ? new FixedBody(in, length()) : in;
  }

  /** Whether the connection outlives this answer. */
  boolean persistent() {
    String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
    boolean framed = headers.containsKey("content-length") ^ chunked();
    return version == 1 && !connection.contains("close") && (framed || bodiless());
  }

  private boolean bodiless() {
    return status == NO_CONTENT || status == NOT_MODIFIED;
  }

  private boolean chunked() {
    return "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
  }

  private long length() throws ProtocolException {
    String length = headers.getOrDefault("content-length", "");
    if (!LENGTH.matcher(length).matches()) {
      throw new ProtocolException("the answer's length is no number");
    }
    return Long.parseLong(length);
  }
}
