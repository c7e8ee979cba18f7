package io.saasbricks.metering;

/** Whether a quota let a request pass. */
public sealed interface Verdict {
  /** Where the tenant stands after this. */
  Standing standing();

  /**
   * The amount has been taken.
   *
   * @param ticket gives it back
   */
  record Granted(Ticket ticket, Standing standing) implements Verdict {}

  /** The amount would have passed the limit and nothing was taken. */
  record Denied(Standing standing) implements Verdict {}

  /** Whether the amount has been taken. */
  default boolean granted() {
    return this instanceof Granted;
  }
}
