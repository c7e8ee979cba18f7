package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.metering.UsageSeries.Granularity;
import io.saasbricks.metering.UsageSeries.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sums buckets, and day items where they can be trusted. */
final class BucketReader implements UsageReader {
  private static final Duration ONE_HOUR = Duration.ofHours(1);

  private final Buckets buckets;
  private final Days days;
  private final InstantSource time;

  BucketReader(SaasTable table, Spreading spreading, InstantSource time) {
    this.buckets = new Buckets(table, spreading);
    this.days = new Days(table);
    this.time = time;
  }

  @Override
  public UsageSeries hours(TenantId tenant, Instant from, Instant to) {
    Instant first = from.truncatedTo(ChronoUnit.HOURS);
    Map<Instant, Tally> hours = buckets.hours(tenant, first, to);
    List<Point> points = new ArrayList<>();
    for (Instant hour = first; hour.isBefore(to); hour = hour.plus(ONE_HOUR)) {
      points.add(point(hour, hours.getOrDefault(hour, new Tally())));
    }
    return new UsageSeries(Granularity.HOUR, points);
  }

  @Override
  public UsageSeries days(TenantId tenant, LocalDate first, LocalDate last) {
    SortedMap<LocalDate, Tally> sums = sums(tenant, first, last);
    List<Point> points = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      points.add(point(Days.start(day), sums.getOrDefault(day, new Tally())));
    }
    return new UsageSeries(Granularity.DAY, points);
  }

  @Override
  public UsageSeries months(TenantId tenant, YearMonth first, YearMonth last) {
    Map<YearMonth, Tally> months = new TreeMap<>();
    sums(tenant, first.atDay(1), last.atEndOfMonth())
        .forEach(
            (day, sum) ->
                months.computeIfAbsent(YearMonth.from(day), none -> new Tally()).add(sum));
    List<Point> points = new ArrayList<>();
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      points.add(point(Days.start(month.atDay(1)), months.getOrDefault(month, new Tally())));
    }
    return new UsageSeries(Granularity.MONTH, points);
  }

  @Override
  public SortedMap<LocalDate, Long> revisions(TenantId tenant, LocalDate first, LocalDate last) {
    SortedMap<LocalDate, Long> revisions = new TreeMap<>();
    days.between(tenant, first, last)
        .forEach(
            (day, stored) -> {
              if (stored.version() > 0) {
                revisions.put(day, stored.version());
              }
            });
    return revisions;
  }

  /** Day items first: a day folded meanwhile is then read from its buckets, which stay. */
  private SortedMap<LocalDate, Tally> sums(TenantId tenant, LocalDate first, LocalDate last) {
    Instant now = time.instant();
    LocalDate oldest = Days.oldest(now);
    SortedMap<LocalDate, Tally> sums = new TreeMap<>();
    days.between(tenant, first, last)
        .forEach(
            (day, stored) -> {
              // Once its buckets are gone, the last fold is all there is.
              if (stored.folded() || day.isBefore(oldest)) {
                sums.put(day, stored.sums());
              }
            });
    LocalDate youngest = Days.of(now.plus(UsageMeter.AHEAD));
    SortedSet<LocalDate> missing = new TreeSet<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      if (!day.isBefore(oldest) && !day.isAfter(youngest) && !sums.containsKey(day)) {
        missing.add(day);
      }
    }
    for (LocalDate day : buckets.sinceFirstUse(tenant, missing)) {
      sums.put(day, buckets.day(tenant, day));
    }
    return sums;
  }

  private static Point point(Instant at, Tally tally) {
    return new Point(at, tally.toUsage());
  }
}
