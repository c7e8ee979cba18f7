package io.saasbricks.metering;

import java.time.Instant;

/** What became of a usage event. */
public sealed interface Receipt {
  /** The event is in the totals, exactly once, however often it was recorded. */
  record Counted() implements Receipt {}

  /**
   * The event is too old or too far in the future, and nothing was written.
   *
   * @param time of the event
   * @param earliest the oldest time accepted now
   * @param latest the youngest time accepted now
   */
  record OutOfWindow(Instant time, Instant earliest, Instant latest) implements Receipt {}
}
