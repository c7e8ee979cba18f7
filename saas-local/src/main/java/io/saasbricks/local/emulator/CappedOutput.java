package io.saasbricks.local.emulator;

import java.io.ByteArrayOutputStream;

/** Keeps what is written up to a limit, and whether it was passed. */
final class CappedOutput extends ByteArrayOutputStream {
  private final int limit;
  private boolean overflowed;

  CappedOutput(int limit) {
    this.limit = limit;
  }

  synchronized boolean overflowed() {
    return overflowed;
  }

  @Override
  public synchronized void write(int octet) {
    if (admits(1)) {
      super.write(octet);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    if (admits(length)) {
      super.write(bytes, offset, length);
    }
  }

  private boolean admits(int length) {
    overflowed |= length > limit - count;
    return !overflowed;
  }
}
