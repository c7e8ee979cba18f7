package io.saasbricks.local.vendors;

import java.time.Duration;
import java.util.Objects;

/**
 * What goes wrong with one answer of a stand-in.
 *
 * @param status the status to answer with; 0 for the true answer
 * @param delay the time to wait before answering
 * @param truncate whether to cut the connection in the middle of the body
 */
public record Fault(int status, Duration delay, boolean truncate) {
  /** Checks that the status is 0 or an error, and that the delay is not negative. */
  public Fault {
    Objects.requireNonNull(delay, "delay");
    if (status != 0 && (status < 400 || status > 599)) {
      throw new IllegalArgumentException("status must be 0 or 400 to 599: " + status);
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative: " + delay);
    }
  }

  /** An answer with this status instead of the true one. */
  public static Fault status(int status) {
    return new Fault(status, Duration.ZERO, false);
  }

  /** The true answer, late. */
  public static Fault delay(Duration delay) {
    return new Fault(0, delay, false);
  }

  /** The true answer, cut in the middle. */
  public static Fault cut() {
    return new Fault(0, Duration.ZERO, true);
  }
}
