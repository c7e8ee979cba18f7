package io.saasbricks.metering;

import java.time.Instant;

/**
 * Where a tenant stands with an allowance.
 *
 * @param limit of the period
 * @param used for good
 * @param held by open reservations
 * @param resetsAt when the next period starts
 */
public record Standing(long limit, long used, long held, Instant resetsAt) {
  /** What may still be used; zero if the limit was lowered below what is used. */
  public long remaining() {
    return Math.max(0, limit - used - held);
  }
}
