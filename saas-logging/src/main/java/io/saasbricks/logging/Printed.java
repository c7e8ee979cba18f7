package io.saasbricks.logging;

import org.jspecify.annotations.Nullable;

/** What an object says of itself, or a note when its own code fails. */
final class Printed {
  private Printed() {}

  static String of(Object value) {
    try {
      return String.valueOf(value.toString());
    } catch (
        Throwable failure) { // whatever foreign code throws, Errors included, the line is written
      return failed(failure);
    }
  }

  /** The elements printed, so that no code of theirs is left to run; arrays of primitives stay. */
  static @Nullable Object[] each(@Nullable Object[] values, int depth) {
    @Nullable Object[] printed = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value instanceof Object[] nested && depth < JsonBuffer.DEPTH_LIMIT) {
        printed[i] = each(nested, depth + 1);
      } else {
        boolean standsForItself = value == null || value.getClass().isArray();
        printed[i] = standsForItself ? value : of(value);
      }
    }
    return printed;
  }

  /**
   * The note; it names the failure's type only, since its message may hold what the value would
   * have hidden.
   */
  static String failed(Throwable failure) {
    return "[unprintable: ".concat(failure.getClass().getName()).concat("]");
  }
}
