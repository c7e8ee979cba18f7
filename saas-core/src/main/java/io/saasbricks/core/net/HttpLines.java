package io.saasbricks.core.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** Lines that end with CRLF or LF, of bounded size altogether. */
final class HttpLines {
  private final InputStream in;
  private int left;

  HttpLines(InputStream in, int mostBytes) {
    this.in = in;
    this.left = mostBytes;
  }

  /** The next line without its end, each byte a character. */
  String next() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = read(); c != '\n'; c = read()) {
      line.append((char) c);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }

  private int read() throws IOException {
    int c = in.read();
    if (c < 0) {
      throw new EOFException("the answer ended within its head or framing");
    }
    if (--left < 0) {
      throw new ProtocolException("the answer's head or framing is too long");
    }
    return c;
  }
}
