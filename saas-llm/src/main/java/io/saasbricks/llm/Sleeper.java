package io.saasbricks.llm;

import java.time.Duration;

/** Waits; an argument, so that tests do not. */
@FunctionalInterface
public interface Sleeper {
  /**
   * Returns when the time is over.
   *
   * @param duration not negative
   * @throws InterruptedException if the thread was interrupted before; a router then gives up
   */
  void sleep(Duration duration) throws InterruptedException;

  /** Waits by the machine's clock. */
  static Sleeper system() {
    return duration -> Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
  }
}
