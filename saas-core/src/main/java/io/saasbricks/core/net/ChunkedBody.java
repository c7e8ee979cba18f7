package io.saasbricks.core.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** A body in chunks, after RFC 9112 section 7.1. One without its last chunk is an error. */
final class ChunkedBody extends InputStream {
  private static final int MOST_FRAMING = 8 * 1024;
  private static final int LAST_CHUNK_BYTES = "\r\n0\r\n\r\n".length();

  private final InputStream in;
  private long left;
  private boolean first = true;
  private boolean over;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0 && !over) {
      nextChunk();
    }
    if (over) {
      return -1;
    }
    int read = in.read(buffer, offset, (int) Math.min(left, length));
    if (read < 0) {
      throw new EOFException("the answer was cut off within a chunk");
    }
    left -= read;
    return read;
  }

  private void nextChunk() throws IOException {
    HttpLines lines = new HttpLines(in, MOST_FRAMING);
    if (!first && !lines.next().isEmpty()) {
      throw new ProtocolException("a chunk is longer than it said");
    }
    first = false;
    left = size(lines.next());
    if (left == 0) {
      over = true;
      passTrailers(lines);
    }
  }

  private static long size(String line) throws ProtocolException {
    String size = line.split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw new ProtocolException("a chunk's size is no number");
    }
    return Long.parseLong(size, 16);
  }

  private static void passTrailers(HttpLines lines) throws IOException {
    String trailer = lines.next();
    while (!trailer.isEmpty()) {
      trailer = lines.next();
    }
  }

  /** Within a chunk what is there of it; between chunks 1 if the last one may have come. */
  @Override
  public int available() throws IOException {
    int there = in.available();
    return left > 0 ? (int) Math.min(left, there) : there >= LAST_CHUNK_BYTES ? 1 : 0;
  }
}
