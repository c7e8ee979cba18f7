package io.saasbricks.metering;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/*
 * A day item holds the sums of a day that is over, so that a month is read in one query. It is a cache
 * of the buckets and says itself whether it can be trusted: whoever counts an event of a day that is
 * over writes the bucket first and then marks the day stale and raises its version; a folder reads the
 * version first, then the buckets, and writes the sums only on that same version. So if a folder missed
 * an event, its mark either changes the version before the fold, which is then refused, or lands after
 * it, and readers go to the buckets until the next fold.
 *
 * Events of the last half hour before a mark is due are safe because folding starts an hour after the
 * day: clocks may differ by half an hour.
 */

/** The day items of a table. */
final class Days {
  /** How long after its end a day's events are still counted without a mark. */
  static final Duration MARKED_AFTER = Duration.ofMinutes(30);

  /** How long after its end a day may be folded. */
  static final Duration FOLDED_AFTER = Duration.ofHours(1);

  private static final Duration LIFETIME = Duration.ofDays(800);
  private static final String DAY = "day";
  private static final String VERSION = "v";
  private static final String STALE = "stale";
  private static final int PAGE = 1_000;

  /** A day that no event has marked and nobody has folded. */
  static final Day MISSING = new Day(Item.empty());

  private final SaasTable table;

  Days(SaasTable table) {
    this.table = table;
  }

  /** A day as it is stored. */
  record Day(Item item) {
    /** Grows with every event that came after the day. */
    long version() {
      return item.number(VERSION, 0);
    }

    Tally sums() {
      Tally sums = new Tally();
      sums.add(item);
      return sums;
    }

    /** Whether the sums are those of the buckets. */
    boolean folded() {
      return item.has(DAY) && !item.has(STALE);
    }
  }

  static LocalDate of(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Whether an event counted now must mark its day. */
  static boolean late(Instant event, Instant now) {
    return !now.isBefore(start(of(event).plusDays(1)).plus(MARKED_AFTER));
  }

  /** Whether the day has been over for so long that it may be folded. */
  static boolean foldable(LocalDate day, Instant now) {
    return !now.isBefore(start(day.plusDays(1)).plus(FOLDED_AFTER));
  }

  /** The first day of which no bucket has expired. */
  static LocalDate oldest(Instant now) {
    return of(now.minus(Buckets.LIFETIME)).plusDays(1);
  }

  /** Makes readers go to the day's buckets until it is folded again. */
  void markStale(TenantId tenant, LocalDate day) {
    Update mark =
        Update.increment(VERSION, 1)
            .and(Update.set(STALE, true))
            .and(Update.setIfAbsent(DAY, day.toString()))
            .and(Update.setIfAbsent("ttl", expiry(day)));
    table.update(Keys.day(tenant, day), mark, Condition.always());
  }

  /** The day items from the first day to the last, both included. */
  SortedMap<LocalDate, Day> between(TenantId tenant, LocalDate first, LocalDate last) {
    SortedMap<LocalDate, Day> days = new TreeMap<>();
    for (LocalDate start = first; !start.isAfter(last); start = start.plusDays(PAGE)) {
      LocalDate end = start.plusDays(PAGE - 1L);
      Range range =
          Range.between(
              SortKey.of(start.toString()),
              SortKey.of((end.isAfter(last) ? last : end).toString()));
      for (Item item : table.query(Keys.days(tenant), range, PageRequest.first(PAGE)).items()) {
        days.put(LocalDate.parse(item.string(DAY)), new Day(item));
      }
    }
    return days;
  }

  /** Writes the sums of the day unless an event has marked it since the version was read. */
  boolean fold(TenantId tenant, LocalDate day, long version, Tally sums) {
    Item item = sums.toItem().with(DAY, day.toString()).with("ttl", expiry(day));
    Condition unchanged = attribute(VERSION).missing();
    if (version > 0) {
      item = item.with(VERSION, version);
      unchanged = attribute(VERSION).equalTo(version);
    }
    return table.put(Keys.day(tenant, day), item, unchanged).applied();
  }

  private static long expiry(LocalDate day) {
    return start(day).plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS).getEpochSecond();
  }
}
