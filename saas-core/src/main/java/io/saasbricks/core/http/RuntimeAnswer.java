package io.saasbricks.core.http;

import io.saasbricks.core.json.Json;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/*
 * A request of our own on a plain socket, since neither of the JDK's clients can send trailers, which
 * is how an answer that has begun is said to have failed. The peer is Lambda's own, on the loopback
 * interface.
 */

/**
 * The answer to one event, sent in chunks while it is written: one for every flush, and whenever
 * eight kilobytes have come together. Nothing is sent before the first byte.
 */
final class RuntimeAnswer extends OutputStream {
  private static final int CHUNK = 8 * 1024;

  private final URI address;
  private final String path;
  private final byte[] pending = new byte[CHUNK];
  private int length;
  private boolean ended;
  private @Nullable Socket socket;

  RuntimeAnswer(URI address, String path) {
    this.address = address;
    this.path = path;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, CHUNK - length);
      System.arraycopy(bytes, offset + done, pending, length, part);
      length += part;
      done += part;
      if (length == CHUNK) {
        flush();
      }
    }
  }

  @Override
  public void flush() throws IOException {
    if (length == 0 || ended) {
      return;
    }
    OutputStream out = new BufferedOutputStream(connected().getOutputStream(), CHUNK + 16);
    out.write(ascii(Integer.toHexString(length) + "\r\n"));
    out.write(pending, 0, length);
    out.write(ascii("\r\n"));
    out.flush();
    length = 0;
  }

  /** Ends the answer; an answer that was never begun is empty. */
  @Override
  public void close() throws IOException {
    if (!ended) {
      flush();
      end("");
    }
  }

  /** Ends an answer as failed, which only one that has begun can be; whether it had. */
  boolean fail(Throwable failure) {
    if (socket == null || ended) {
      ended = true;
      return socket != null;
    }
    try {
      end(trailers(failure));
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return true;
  }

  private static String trailers(Throwable failure) {
    String body = Base64.getEncoder().encodeToString(Json.bytes(RuntimeApi.problem(failure)));
    return "Lambda-Runtime-Function-Error-Type: "
        + failure.getClass().getName()
        + "\r\nLambda-Runtime-Function-Error-Body: "
        + body
        + "\r\n";
  }

  private void end(String trailers) throws IOException {
    ended = true;
    try (Socket open = connected()) {
      open.getOutputStream().write(ascii("0\r\n" + trailers + "\r\n"));
      awaitStatus(open.getInputStream());
    }
  }

  /** Reads the reply's head: one of 2xx says that the whole answer has been taken. */
  private static void awaitStatus(InputStream in) throws IOException {
    String status = line(in);
    String header = status;
    while (!header.isEmpty()) {
      header = line(in);
    }
    if (!status.startsWith(" 2", status.indexOf(' '))) {
      throw new IOException("the answer was not taken: " + status);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("the answer was not taken to its end");
      }
      line.append((char) octet);
    }
    return line.toString().stripTrailing();
  }

  private Socket connected() throws IOException {
    if (socket == null) {
      socket = new Socket(address.getHost(), address.getPort());
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(ascii(head()));
    }
    return socket;
  }

  private String head() {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: "
        + address.getAuthority()
        + "\r\nConnection: close"
        + "\r\nContent-Type: application/vnd.awslambda.http-integration-response"
        + "\r\nLambda-Runtime-Function-Response-Mode: streaming"
        + "\r\nTransfer-Encoding: chunked"
        + "\r\nTrailer: Lambda-Runtime-Function-Error-Type"
        + "\r\nTrailer: Lambda-Runtime-Function-Error-Body\r\n\r\n";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
