package io.saasbricks.metering;

/** What became of settling a reservation. Both are final, whoever asks again. Immutable. */
public sealed interface Settlement {
  /** Where the tenant stands after this. */
  Standing standing();

  /** What was used has been taken, once, and the rest is free again. */
  record Settled(Standing standing) implements Settlement {}

  /**
   * The reservation had expired, others have taken its place, and nothing was taken. So it is if it
   * expired more than an hour ago, or was settled longer ago than {@link Quota#MEMORY}.
   */
  record Lost(Standing standing) implements Settlement {}
}
