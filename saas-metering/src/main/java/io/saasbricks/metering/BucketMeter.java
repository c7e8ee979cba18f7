package io.saasbricks.metering;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Update;
import io.saasbricks.metering.Spreading.Spread;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;

/*
 * The dedupe bucket. An item holds the sums of some events of one hour and the fingerprints of their
 * ids. One conditional update adds an event's amounts and its fingerprint, if the fingerprint is not
 * there. A repetition, be it a retry of the SDK after a lost answer or a redelivery days later, finds
 * the fingerprint and changes nothing, because id and time lead it to the same item.
 */

/** Counts events in dedupe buckets. */
final class BucketMeter implements UsageMeter {
  private final SaasTable table;
  private final Spreading spreading;
  private final InstantSource time;
  private final Days days;

  BucketMeter(SaasTable table, Spreading spreading, InstantSource time) {
    this.table = Objects.requireNonNull(table, "table");
    this.spreading = Objects.requireNonNull(spreading, "spreading");
    this.time = Objects.requireNonNull(time, "time");
    this.days = new Days(table);
  }

  @Override
  public Receipt record(TenantId tenant, UsageEvent event) {
    Instant now = time.instant();
    Instant earliest = now.minus(OLDEST);
    Instant latest = now.plus(AHEAD);
    if (event.time().isBefore(earliest) || event.time().isAfter(latest)) {
      return new Receipt.OutOfWindow(event.time(), earliest, latest);
    }
    if (!event.isEmpty()) {
      add(tenant, event);
      // Read again: the write may have waited long enough for the day to have ended meanwhile.
      if (Days.late(event.time(), time.instant())) {
        days.markStale(tenant, Days.of(event.time()));
      }
    }
    return new Receipt.Counted();
  }

  private void add(TenantId tenant, UsageEvent event) {
    Instant hour = event.time().truncatedTo(ChronoUnit.HOURS);
    Spread spread = spreading.of(tenant, hour);
    Fingerprint id = Fingerprint.of(event.id());
    Key key = Keys.bucket(tenant, id.shard(spread), hour, id.bucket(spread));
    Update update =
        Tally.adding(event)
            .and(Update.add(Buckets.IDS, Set.of(id.bytes())))
            .and(Update.setIfAbsent(Buckets.HOUR, hour.getEpochSecond()))
            .and(Update.setIfAbsent("ttl", hour.plus(Buckets.LIFETIME).getEpochSecond()));
    Condition unknown = attribute(Buckets.IDS).contains(id.bytes()).negated();
    table.update(key, update, unknown);
  }
}
