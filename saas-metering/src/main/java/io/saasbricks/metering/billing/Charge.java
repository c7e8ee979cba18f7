package io.saasbricks.metering.billing;

/**
 * One delivery to a billing system. Immutable.
 *
 * @param account who is billed
 * @param window for what
 * @param revision of the window, 1 for its first delivery; a repeated delivery keeps its revision
 * @param value in {@link ExportMode#ABSOLUTE} the total of the window, in {@link ExportMode#DELTA}
 *     what has been added to it since the revision before
 */
public record Charge(Account account, Window window, long revision, long value) {
  /** The same for every repetition of this delivery, and for no other delivery. */
  public String identifier() {
    return window.identifier(revision);
  }
}
