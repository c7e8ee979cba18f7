package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

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
   * event since. Days before its first use need no fold and cost nothing, so a new tenant is as
   * cheap as an old one.
   *
   * <p>One query, and for each day to fold one query per shard and one write of one write unit; one
   * more query per shard while more than two days are not folded. If the store fails, the days
   * folded until then stay folded, and the next run does the others.
   *
   * @return how many days were folded; a day that an event reached meanwhile is left to the next
   *     run
   * @throws io.saasbricks.core.table.StoreUnavailableException if a request was not answered;
   *     folding again is safe
   */
  public int fold(TenantId tenant) {
    Instant now = time.instant();
    SortedMap<LocalDate, Days.Day> stored = days.between(tenant, Days.oldest(now), Days.of(now));
    SortedSet<LocalDate> due = new TreeSet<>();
    for (LocalDate day = Days.oldest(now); Days.foldable(day, now); day = day.plusDays(1)) {
      if (!stored.getOrDefault(day, Days.MISSING).folded()) {
        due.add(day);
      }
    }
    int folded = 0;
    for (LocalDate day : buckets.sinceFirstUse(tenant, due)) {
      long version = stored.getOrDefault(day, Days.MISSING).version();
      if (days.fold(tenant, day, version, buckets.day(tenant, day))) {
        folded++;
      }
    }
    return folded;
  }
}
