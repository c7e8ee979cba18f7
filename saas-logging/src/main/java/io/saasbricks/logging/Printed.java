package io.saasbricks.logging;

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

  /**
   * The note; it names the failure's type only, since its message may hold what the value would
   * have hidden.
   */
  static String failed(Throwable failure) {
    return "[unprintable: ".concat(failure.getClass().getName()).concat("]");
  }
}
