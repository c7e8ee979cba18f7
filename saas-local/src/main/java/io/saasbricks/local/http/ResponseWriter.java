package io.saasbricks.local.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Writes answers to a connection. */
final class ResponseWriter {
  private static final Set<Integer> BODILESS = Set.of(204, 304);

  private final OutputStream out;
  private final boolean headOnly;

  ResponseWriter(OutputStream out, boolean headOnly) {
    this.out = out;
    this.headOnly = headOnly;
  }

  void write(LocalResponse response, boolean keepAlive) throws IOException {
    boolean bodiless = BODILESS.contains(response.status());
    var head = new StringBuilder("HTTP/1.1 ").append(response.status()).append(' ');
    head.append(reason(response.status())).append("\r\n");
    response.headers().forEach(header -> line(head, header.name(), header.value()));
    if (!keepAlive) {
      line(head, "connection", "close");
    }
    if (!bodiless && response.length().isPresent()) {
      line(head, "content-length", Long.toString(response.length().getAsLong()));
    } else if (!bodiless) {
      line(head, "transfer-encoding", "chunked");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (!bodiless && !headOnly) {
      writeBody(response);
    }
    out.flush();
  }

  private void writeBody(LocalResponse response) throws IOException {
    if (response.length().isPresent()) {
      response.body().writeTo(out);
      return;
    }
    var chunks = new Chunks(out);
    response.body().writeTo(chunks);
    chunks.end();
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(oneLine(name)).append(": ").append(oneLine(value)).append("\r\n");
  }

  /** A line break would let a handler's data forge a header. */
  private static String oneLine(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 204 -> "No Content";
      case 304 -> "Not Modified";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 413 -> "Content Too Large";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "Status";
    };
  }

  /** Sends every write as a chunk of its own. */
  private static final class Chunks extends FilterOutputStream {
    Chunks(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return; // A chunk of length 0 would end the body.
      }
      out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(bytes, offset, length);
      out.write(new byte[] {'\r', '\n'});
    }

    void end() throws IOException {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
