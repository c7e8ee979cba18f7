package io.saasbricks.core.http;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the body of an answer while it comes into being. */
@FunctionalInterface
public interface BodyWriter {
  /**
   * Writes the whole body. Every flush reaches the caller where the front door streams.
   *
   * @throws IOException as the stream does once the caller has gone
   */
  void writeTo(OutputStream out) throws IOException;

  /** This body, after which the action runs, however the writing ended. */
  default BodyWriter andThen(Runnable action) {
    return out -> {
      try {
        writeTo(out);
      } finally {
        action.run();
      }
    };
  }
}
