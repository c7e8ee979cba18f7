package io.saasbricks.core.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProtocolException;

/** A body under its exchange's watch. Reading it to its end frees the connection for the next. */
final class ArrivingBody extends InputStream {
  private static final long LONGEST = 64L << 20;

  private final InputStream framed;
  private final Watchdog.Watch watch;
  private final Runnable whenRead;
  private long count;
  private boolean over;

  ArrivingBody(InputStream framed, Watchdog.Watch watch, Runnable whenRead) {
    this.framed = framed;
    this.watch = watch;
    this.whenRead = whenRead;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (over) {
      return -1;
    }
    // Whoever asks for nothing must not wait for what has not come yet.
    if (length == 0) {
      return 0;
    }
    try {
      int read = framed.read(buffer, offset, length);
      if (read < 0) {
        over = true;
        whenRead.run();
      }
      count(read);
      return read;
    } catch (IOException e) {
      over = true;
      watch.abandon();
      throw watch.expired() ? expired(e) : e;
    }
  }

  private void count(int read) throws IOException {
    count += read;
    if (count > LONGEST) {
      throw new ProtocolException("the answer has over " + LONGEST + " bytes");
    }
  }

  private static IOException expired(IOException cause) {
    InterruptedIOException expired = new InterruptedIOException("the answer passed its deadline");
    expired.initCause(cause);
    return expired;
  }

  @Override
  public int available() throws IOException {
    return over ? 0 : framed.available();
  }

  /** Gives the connection up, unless all that is missing is the end that has already come. */
  @Override
  public void close() throws IOException {
    try {
      if (!over && framed.available() > 0) {
        read();
      }
    } finally {
      if (!over) {
        over = true;
        watch.abandon();
      }
    }
  }
}
