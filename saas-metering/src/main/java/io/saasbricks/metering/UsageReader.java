package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.SortedMap;

/**
 * Sums of what a {@link UsageMeter} counted, by hour, day and calendar month in UTC.
 *
 * <p>Every sum contains all events acknowledged before the call, each once; events recorded during
 * the call may or may not be in it. Hours are kept for 40 days, days for 800 if they have been
 * folded. Safe for concurrent use.
 *
 * <p>Every method throws {@link io.saasbricks.core.table.StoreUnavailableException} if a query was
 * not answered.
 */
public interface UsageReader {
  /** How long after its end every event that reaches a day raises its revision. */
  Duration SETTLED_AFTER = Days.FOLDED_AFTER;

  /** How long the hours of a day can be read after its end. */
  Duration HOURS_KEPT = Buckets.LIFETIME;

  /**
   * The usage of each hour from the one that contains {@code from} to before {@code to}. One query
   * per shard and about five days; nothing is found of hours over 40 days old.
   *
   * @throws ArithmeticException if a sum does not fit a {@code long}
   */
  UsageSeries hours(TenantId tenant, Instant from, Instant to);

  /**
   * The usage of each day, both ends included.
   *
   * <p>One query of about a read unit a month for days that {@link UsageFolder} has folded. The
   * others are read from their hours, with one query per shard and day; if they are more than two,
   * one more query per shard finds the first use, before which nothing is read.
   */
  UsageSeries days(TenantId tenant, LocalDate first, LocalDate last);

  /** The usage of each month, both ends included. Costs as much as its days. */
  UsageSeries months(TenantId tenant, YearMonth first, YearMonth last);

  /**
   * How often an event has reached each day late, for days that any has; both ends included. One
   * query.
   *
   * <p>Read before the hours of a day, at least {@link #SETTLED_AFTER} after its end, it tells
   * later whether the hours have changed since: they have not as long as the number is the same.
   */
  SortedMap<LocalDate, Long> revisions(TenantId tenant, LocalDate first, LocalDate last);

  /** The usage of one month up to now. */
  default Usage month(TenantId tenant, YearMonth month) {
    return months(tenant, month, month).points().get(0).usage();
  }

  /** A reader of what {@link UsageMeter#of(SaasTable, InstantSource)} writes. */
  static UsageReader of(SaasTable table, InstantSource time) {
    return of(table, Spreading.STANDARD, time);
  }

  /** A reader of what a meter with this spreading writes. */
  static UsageReader of(SaasTable table, Spreading spreading, InstantSource time) {
    return new BucketReader(table, spreading, time);
  }
}
