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
import java.util.Map;
import java.util.TreeMap;

/** The buckets of a table, read back. */
final class Buckets {
  /** Binary set of the fingerprints of the ids counted. */
  static final String IDS = "h";

  /** Start of the hour, in seconds since the epoch. */
  static final String HOUR = "hr";

  /** Counted from the hour. Longer than events are accepted, so an id is remembered long enough. */
  static final Duration LIFETIME = Duration.ofDays(40);

  private static final int PAGE = 1_000;
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
        read(tenant, shard, start, end, hours);
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

  /** The hours after this one that have the same spread and fit into one page of a query. */
  private Instant endOfRun(TenantId tenant, Instant start, Instant to) {
    Spread spread = spreading.of(tenant, start);
    Instant full = start.plus(ONE_HOUR.multipliedBy(PAGE / spread.buckets()));
    Instant end = start.plus(ONE_HOUR);
    while (end.isBefore(to) && end.isBefore(full) && spreading.of(tenant, end).equals(spread)) {
      end = end.plus(ONE_HOUR);
    }
    return end;
  }

  private void read(
      TenantId tenant, int shard, Instant start, Instant end, Map<Instant, Tally> hours) {
    Range range =
        Range.between(
            SortKey.of(Keys.hour(start)), SortKey.of(Keys.hour(end.minus(ONE_HOUR)), LAST));
    for (Item item :
        table.query(Keys.shard(tenant, shard), range, PageRequest.first(PAGE)).items()) {
      Instant hour = Instant.ofEpochSecond(item.number(HOUR));
      hours.computeIfAbsent(hour, none -> new Tally()).add(item);
    }
  }
}
