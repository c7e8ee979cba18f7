package io.saasbricks.core.table;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The pauses between attempts at what DynamoDB left undone: they double from 25 milliseconds, and
 * each is cut by a random half so that containers throttled together do not return together.
 */
final class Backoff {
  /** After the pauses between so many attempts, 0.8 seconds at most, the caller is told. */
  static final int ATTEMPTS = 6;

  static final Backoff STANDARD =
      new Backoff(() -> ThreadLocalRandom.current().nextDouble(), Thread::sleep);

  private static final long FIRST_MILLIS = 25;

  private final DoubleSupplier random;
  private final Sleep sleep;

  /** Passes the time. */
  @FunctionalInterface
  interface Sleep {
    void millis(long duration) throws InterruptedException;
  }

  /** Pauses cut by random numbers from 0 to 1. */
  Backoff(DoubleSupplier random, Sleep sleep) {
    this.random = random;
    this.sleep = sleep;
  }

  /** Returns when the attempt after the given number of failed ones may start. */
  void pauseAfter(int failures) {
    long longest = FIRST_MILLIS << (failures - 1);
    try {
      sleep.millis(Math.round(longest * (0.5 + random.getAsDouble() / 2)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted between attempts", e);
    }
  }
}
