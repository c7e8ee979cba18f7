package io.saasbricks.core;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The point in elapsed time by which work must be finished.
 *
 * <p>Measured on a nano-time source, so steps of the wall clock do not move it. Immutable.
 */
public final class Deadline {
  private final LongSupplier nanoTime;
  private final long at;

  private Deadline(LongSupplier nanoTime, long at) {
    this.nanoTime = nanoTime;
    this.at = at;
  }

  /**
   * The deadline this long from now, by a nano-time source such as {@code System::nanoTime}.
   *
   * @throws ArithmeticException if the duration does not fit a {@code long} of nanoseconds
   */
  public static Deadline in(Duration duration, LongSupplier nanoTime) {
    return new Deadline(nanoTime, nanoTime.getAsLong() + duration.toNanos());
  }

  /** The time left; zero once the deadline has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, at - nanoTime.getAsLong()));
  }

  /** Whether no time is left. */
  public boolean passed() {
    return remaining().isZero();
  }

  /** This deadline moved earlier, to keep the given time for what follows; it may then be past. */
  public Deadline reserving(Duration reserve) {
    return new Deadline(nanoTime, at - reserve.toNanos());
  }

  /** This deadline, or the one the given time from now if that comes first. */
  public Deadline atMost(Duration duration) {
    Deadline other = in(duration, nanoTime);
    return other.at - at < 0 ? other : this;
  }
}
