package io.saasbricks.local.simulation;

import java.util.function.Consumer;

/** A statement that holds for all values of a generator. */
public final class Property {
  private Property() {}

  /**
   * Checks {@code statement} on {@code runs} generated values. The same values come every time.
   *
   * @throws AssertionError if it throws for one of them; the message holds the simplest such value
   *     found, the seed, and the system property that replays it
   * @throws IllegalArgumentException if {@code runs} is not positive
   */
  public static <T> void check(int runs, Gen<T> generator, Consumer<? super T> statement) {
    Search.firstFailure(runs, choices -> checkOne(generator.draw(choices), statement))
        .ifPresent(
            failure -> {
              throw failure.error();
            });
  }

  private static <T> void checkOne(T value, Consumer<? super T> statement) {
    try {
      statement.accept(value);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("does not hold for " + value + ": " + e.getMessage(), e);
    }
  }
}
