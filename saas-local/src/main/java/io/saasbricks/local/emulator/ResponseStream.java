package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a function writes while it runs, handed to the thread that sends it on. A stream may begin
 * with a prelude, a JSON object of status, headers and cookies, closed by eight zero bytes; without
 * one all of it is the body.
 */
final class ResponseStream extends OutputStream {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SEPARATOR_BYTES = 8;
  private static final byte[] END = new byte[0];
  private static final byte[] FAILURE = new byte[0];

  /** What a function that wrote no prelude wrote, and how it ended. */
  interface Whole {
    /** The answer made of it; empty if it is none. */
    Optional<LocalResponse> read(byte[] output, Outcome outcome);
  }

  private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
  private volatile Outcome outcome = Outcome.RETURNED;
  private volatile boolean callerGone;

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  /** Fails once the caller has gone, as writing to Lambda's Runtime API does. */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (callerGone) {
      throw new IOException("the caller has gone");
    }
    if (length > 0) {
      pieces.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }
  }

  /** Marks the end. A stream that failed is cut, so that nobody takes it for complete. */
  void finish(Outcome how) {
    outcome = how;
    pieces.add(outcome == Outcome.RETURNED ? END : FAILURE);
  }

  /**
   * Waits for the prelude; empty if the function failed first or wrote a prelude that cannot be
   * read.
   */
  Optional<LocalResponse> response() {
    try {
      var start = new ByteArrayOutputStream();
      byte[] piece = pieces.take();
      while (piece.length > 0 && separator(append(start, piece)) < 0 && mayBePrelude(start)) {
        piece = pieces.take();
      }
      byte[] written = start.toByteArray();
      int separator = separator(written);
      if (piece == FAILURE) {
        return Optional.empty();
      }
      boolean ended = piece == END;
      return separator < 0
          ? Optional.of(raw(written, ended))
          : withPrelude(written, separator, ended);
    } catch (InterruptedException | IOException closing) {
      return Optional.empty();
    }
  }

  /**
   * The answer of a function that may write either form: with a prelude as it is written, without
   * one once it is whole.
   */
  Optional<LocalResponse> response(Whole whole) {
    try {
      var start = new ByteArrayOutputStream();
      byte[] piece = pieces.take();
      int separator = -1;
      while (piece.length > 0 && separator < 0) {
        start.writeBytes(piece);
        separator = contains(piece, (byte) 0) ? separator(start.toByteArray()) : -1;
        piece = separator < 0 ? pieces.take() : piece;
      }
      return separator < 0
          ? whole.read(start.toByteArray(), outcome)
          : withPrelude(start.toByteArray(), separator, false);
    } catch (InterruptedException | IOException closing) {
      return Optional.empty();
    }
  }

  /** JSON has no zero bytes, so most output is not searched for eight of them again and again. */
  private static boolean contains(byte[] bytes, byte wanted) {
    for (byte octet : bytes) {
      if (octet == wanted) {
        return true;
      }
    }
    return false;
  }

  private LocalResponse raw(byte[] written, boolean ended) {
    var type = new Header("content-type", "application/octet-stream");
    return LocalResponse.streaming(200, List.of(type), out -> send(written, 0, ended, out));
  }

  private Optional<LocalResponse> withPrelude(byte[] written, int separator, boolean ended)
      throws IOException {
    return ProxyResponse.readPrelude(JSON.readTree(written, 0, separator))
        .map(
            prelude ->
                LocalResponse.streaming(
                    prelude.status(),
                    prelude.headers(),
                    out -> send(written, separator + SEPARATOR_BYTES, ended, out)));
  }

  private void send(byte[] written, int offset, boolean ended, OutputStream out)
      throws IOException {
    try {
      out.write(written, offset, written.length - offset);
      out.flush();
      byte[] piece = ended ? END : pieces.take();
      while (piece.length > 0) {
        out.write(piece);
        out.flush();
        piece = pieces.take();
      }
      if (piece == FAILURE) {
        throw new IOException("the function failed in the middle of its answer");
      }
    } catch (IOException e) {
      callerGone = true;
      throw e;
    } catch (InterruptedException closing) {
      throw new InterruptedIOException();
    }
  }

  private static byte[] append(ByteArrayOutputStream start, byte[] piece) {
    start.writeBytes(piece);
    return start.toByteArray();
  }

  private static boolean mayBePrelude(ByteArrayOutputStream start) {
    return start.toByteArray()[0] == '{';
  }

  /** Where eight zero bytes begin; negative if nowhere. */
  private static int separator(byte[] bytes) {
    int zeros = 0;
    for (int i = 0; i < bytes.length; i++) {
      zeros = bytes[i] == 0 ? zeros + 1 : 0;
      if (zeros == SEPARATOR_BYTES) {
        return i + 1 - SEPARATOR_BYTES;
      }
    }
    return -1;
  }
}
