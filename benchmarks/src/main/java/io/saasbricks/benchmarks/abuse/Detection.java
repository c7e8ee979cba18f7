package io.saasbricks.benchmarks.abuse;

import io.saasbricks.ratelimit.abuse.MessageDetector;
import io.saasbricks.ratelimit.internal.LinearModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A detector as it would be shipped, with the signals, so that figures are of the whole. */
final class Detection {
  private final MessageDetector detector;

  private Detection(MessageDetector detector) {
    this.detector = detector;
  }

  static Detection by(LinearModel model) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      model.write(bytes);
      return new Detection(MessageDetector.read(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean flags(Example example) {
    return detector.inspect(example.text()).flagged();
  }
}
