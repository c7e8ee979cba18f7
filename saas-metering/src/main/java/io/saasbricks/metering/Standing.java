package io.saasbricks.metering;

import java.time.Instant;

/**
 * Where a tenant stands with an allowance, in the allowance's own unit. Immutable.
 *
 * @param limit of the period
 * @param used for good; may be above a limit that was lowered
 * @param held by open reservations, those included that have expired and nobody has freed
 * @param resetsAt when the next period starts
 */
public record Standing(long limit, long used, long held, Instant resetsAt) {
  /** What may still be used; zero if the limit was lowered below what is used. */
  public long remaining() {
    return Math.max(0, limit - used - held);
  }
}
