package io.saasbricks.logging;

import java.io.PrintStream;
import java.util.Arrays;

/** Bytes that grow. For one thread. */
final class Utf8Buffer {
  private byte[] bytes = new byte[1024];
  private int size;

  int size() {
    return size;
  }

  /** The byte before the end; there must be one. */
  byte last() {
    return bytes[size - 1];
  }

  /** Forgets what was appended since the size was this. */
  void rewind(int formerSize) {
    size = formerSize;
  }

  Utf8Buffer append(int b) {
    ensure(1);
    bytes[size++] = (byte) b;
    return this;
  }

  Utf8Buffer append(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      append(ascii.charAt(i));
    }
    return this;
  }

  Utf8Buffer append(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  /** Appends a code point that is no surrogate. */
  Utf8Buffer appendCodePoint(int codePoint) {
    if (codePoint < 0x80) {
      return append(codePoint);
    }
    if (codePoint < 0x800) {
      append(0xc0 | (codePoint >> 6));
    } else if (codePoint < 0x10000) {
      append(0xe0 | (codePoint >> 12)).continuation(codePoint >> 6);
    } else {
      append(0xf0 | (codePoint >> 18)).continuation(codePoint >> 12).continuation(codePoint >> 6);
    }
    return continuation(codePoint);
  }

  byte[] copyFrom(int start) {
    return Arrays.copyOfRange(bytes, start, size);
  }

  void writeTo(PrintStream out) {
    out.write(bytes, 0, size);
  }

  private Utf8Buffer continuation(int sixBits) {
    return append(0x80 | (sixBits & 0x3f));
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
