package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.SortedMap;

/**
 * Folds the hours of days that are over into one item a day, so that a month is read in one query.
 *
 * <p>Run it once a day. Any number of folders, readers and meters may work at once: a day that an
 * event reaches after it was folded is read from its hours until it is folded again. Safe for
 * concurrent use.
 */
public final class UsageFolder {
  private final Buckets buckets;
  private final Days days;
  private final InstantSource time;

  private UsageFolder(SaasTable table, Spreading spreading, InstantSource time) {
    this.buckets = new Buckets(table, spreading);
    this.days = new Days(table);
    this.time = time;
  }

  /** A folder of what {@link UsageMeter#of(SaasTable, InstantSource)} writes. */
  public static UsageFolder of(SaasTable table, InstantSource time) {
    return of(table, Spreading.STANDARD, time);
  }

  /** A folder of what a meter with this spreading writes. */
  public static UsageFolder of(SaasTable table, Spreading spreading, InstantSource time) {
    return new UsageFolder(table, spreading, time);
  }

  /**
   * Folds the tenant's days of the last 39 that are over and not folded, or were reached by an
   * event since. One query, and for each such day one query per shard and one write.
   *
   * @return how many days were folded; a day that an event reached meanwhile is left to the next
   *     run
   */
  public int fold(TenantId tenant) {
    Instant now = time.instant();
    LocalDate last = Days.of(now);
    SortedMap<LocalDate, Days.Day> stored = days.between(tenant, Days.oldest(now), last);
    int folded = 0;
    for (LocalDate day = Days.oldest(now); day.isBefore(last); day = day.plusDays(1)) {
      Days.Day known = stored.getOrDefault(day, Days.MISSING);
      if (!known.folded() && Days.foldable(day, now) && fold(tenant, day, known.version())) {
        folded++;
      }
    }
    return folded;
  }

  private boolean fold(TenantId tenant, LocalDate day, long version) {
    return days.fold(tenant, day, version, buckets.day(tenant, day));
  }
}
