package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.metering.Spreading.Spread;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The buckets of a table, read back. */
final class Buckets {
  /** Binary set of the fingerprints of the ids counted. */
  static final String IDS = "h";

  /** Start of the hour, in seconds since the epoch. */
  static final String HOUR = "hr";

  /** Counted from the hour. Longer than events are accepted, so an id is remembered long enough. */
  static final Duration LIFETIME = Duration.ofDays(40);

  private static final int PAGE = 1_000;

  /** Days that are read one by one: today, and yesterday until it is folded. */
  private static final int FEW = 2;

  private static final Duration ONE_HOUR = Duration.ofHours(1);

  /** Sorts after every bucket number. */
  private static final String LAST = "~";

  private final SaasTable table;
  private final Spreading spreading;

  Buckets(SaasTable table, Spreading spreading) {
    this.table = table;
    this.spreading = spreading;
  }

  /** What was used in each hour from the first full hour to before the last one, if anything. */
  Map<Instant, Tally> hours(TenantId tenant, Instant from, Instant to) {
    Map<Instant, Tally> hours = new TreeMap<>();
    Instant start = from;
    while (start.isBefore(to)) {
      Instant end = endOfRun(tenant, start, to);
      int shards = spreading.of(tenant, start).shards();
      for (int shard = 0; shard < shards; shard++) {
        for (Item bucket : items(tenant, shard, start, end, PAGE)) {
          hours.computeIfAbsent(hour(bucket), none -> new Tally()).add(bucket);
        }
      }
      start = end;
    }
    return hours;
  }

  /** What was used in the 24 hours of the day. */
  Tally day(TenantId tenant, LocalDate day) {
    Tally sum = new Tally();
    hours(tenant, Days.start(day), Days.start(day.plusDays(1))).values().forEach(sum::add);
    return sum;
  }

  /**
   * Those of the days that are not before the first of them on which anything was used: a new
   * tenant has none of the others. One query per shard, unless reading so few days costs no more.
   */
  SortedSet<LocalDate> sinceFirstUse(TenantId tenant, SortedSet<LocalDate> days) {
    if (days.size() <= FEW) {
      return days;
    }
    Instant end = Days.start(days.last().plusDays(1));
    return firstUse(tenant, Days.start(days.first()), end)
        .map(hour -> days.tailSet(Days.of(hour)))
        .orElse(Collections.emptySortedSet());
  }

  private Optional<Instant> firstUse(TenantId tenant, Instant from, Instant to) {
    Instant start = from;
    while (start.isBefore(to)) {
      Instant end = endOfSpread(tenant, start, to);
      Optional<Instant> first = firstOfSpread(tenant, start, end);
      if (first.isPresent()) {
        return first;
      }
      start = end;
    }
    return Optional.empty();
  }

  private Optional<Instant> firstOfSpread(TenantId tenant, Instant start, Instant end) {
    return IntStream.range(0, spreading.of(tenant, start).shards())
        .mapToObj(shard -> items(tenant, shard, start, end, 1))
        .flatMap(List::stream)
        .map(Buckets::hour)
        .min(Comparator.naturalOrder());
  }

  /** The end of the hours after this one that have the same spread. */
  private Instant endOfSpread(TenantId tenant, Instant start, Instant to) {
    Spread spread = spreading.of(tenant, start);
    Instant end = start.plus(ONE_HOUR);
    while (end.isBefore(to) && spreading.of(tenant, end).equals(spread)) {
      end = end.plus(ONE_HOUR);
    }
    return end;
  }

  /** The end of the hours after this one that have the same spread and fit into one page. */
  private Instant endOfRun(TenantId tenant, Instant start, Instant to) {
    Instant full = start.plus(ONE_HOUR.multipliedBy(PAGE / spreading.of(tenant, start).buckets()));
    return endOfSpread(tenant, start, full.isBefore(to) ? full : to);
  }

  private List<Item> items(TenantId tenant, int shard, Instant start, Instant end, int limit) {
    Range range =
        Range.between(
            SortKey.of(Keys.hour(start)), SortKey.of(Keys.hour(end.minus(ONE_HOUR)), LAST));
    return table.query(Keys.shard(tenant, shard), range, PageRequest.first(limit)).items();
  }

  private static Instant hour(Item bucket) {
    return Instant.ofEpochSecond(bucket.number(HOUR));
  }
}
