package io.saasbricks.metering.billing;

import io.saasbricks.core.table.Item;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What is known of a window's deliveries.
 *
 * @param billed the total that the billing system has confirmed
 * @param revision of the last delivery that was begun
 * @param pending the total that a begun delivery will bring it to; empty if none is in doubt
 * @param before the confirmed total when the last delivery was begun
 * @param pendingSince when that delivery was begun
 * @param carriedIn units of final windows billed with this one
 * @param carriedOut units of this window billed elsewhere or written off
 */
record WindowState(
    long billed,
    long revision,
    OptionalLong pending,
    long before,
    Instant pendingSince,
    long carriedIn,
    long carriedOut) {
  static final String BILLED = "val";
  static final String REVISION = "rev";
  static final String PENDING = "pend";
  static final String BEFORE = "prev";
  static final String PENDING_SINCE = "at";
  static final String CARRIED_IN = "in";
  static final String CARRIED_OUT = "out";

  static final WindowState NEW = of(Item.empty());

  static WindowState of(Item item) {
    return new WindowState(
        item.number(BILLED, 0),
        item.number(REVISION, 0),
        item.has(PENDING) ? OptionalLong.of(item.number(PENDING)) : OptionalLong.empty(),
        item.number(BEFORE, 0),
        item.optionalInstant(PENDING_SINCE).orElse(Instant.EPOCH),
        item.number(CARRIED_IN, 0),
        item.number(CARRIED_OUT, 0));
  }

  /** What the billing system should have, given what was counted. */
  long due(long counted) {
    return counted + carriedIn - carriedOut;
  }

  /** The state once the billing system has confirmed what is pending, or said it lacks it. */
  WindowState settled(boolean confirmed) {
    return new WindowState(
        confirmed ? pending.orElseThrow() : billed,
        revision,
        OptionalLong.empty(),
        before,
        pendingSince,
        carriedIn,
        carriedOut);
  }
}
