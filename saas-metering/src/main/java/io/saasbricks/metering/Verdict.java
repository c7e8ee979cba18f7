package io.saasbricks.metering;

/** What became of a request to a {@link Quota} or to {@link Reservations}. Immutable. */
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

  /**
   * The request id has had its turn and nothing was taken: what was taken under it has been
   * refunded or settled, or its reservation has expired. There may be room; another attempt needs
   * another id, so that a late repetition of the first is not taken for it.
   */
  record Spent(Standing standing) implements Verdict {}

  /** Whether the amount has been taken, by this call or by an earlier one under its id. */
  default boolean granted() {
    return this instanceof Granted;
  }
}
