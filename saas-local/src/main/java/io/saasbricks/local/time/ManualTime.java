package io.saasbricks.local.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that stands still until a test moves it. It has two hands, as a machine has: the instant,
 * which {@link #set} may put anywhere, and the elapsed time of {@link #nanos}, which only ever
 * advances. Safe for concurrent use.
 */
public final class ManualTime implements InstantSource {
  private Instant now;
  private long elapsedNanos;

  /** A clock standing at {@code start}, with no time elapsed. */
  public ManualTime(Instant start) {
    now = requireNonNull(start, "start");
  }

  /** The instant it stands at. */
  @Override
  public synchronized Instant instant() {
    return now;
  }

  /**
   * Moves both hands forward.
   *
   * @throws IllegalArgumentException if {@code duration} is negative
   */
  public synchronized void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not run backwards: " + duration);
    }
    now = now.plus(duration);
    elapsedNanos += duration.toNanos();
  }

  /** Corrects the instant, forwards or backwards, as a time server would; no time elapses. */
  public synchronized void set(Instant instant) {
    now = requireNonNull(instant, "instant");
  }

  /**
   * A view of the elapsed time, in nanoseconds since construction, like {@code System::nanoTime}.
   */
  public LongSupplier nanos() {
    return this::elapsed;
  }

  private synchronized long elapsed() {
    return elapsedNanos;
  }
}
