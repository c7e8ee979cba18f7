package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SortKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where the items of this package stand. All are a tenant's. */
final class Keys {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final ItemCollection DAYS = ItemCollection.of("UD");
  private static final ItemCollection QUOTAS = ItemCollection.of("Q");

  private Keys() {}

  /** {@code T#<tenant>#U#<shard> / <yyyy-MM-ddTHH>#<bucket>}. */
  static Key bucket(TenantId tenant, int shard, Instant hour, int bucket) {
    return new Key(shard(tenant, shard), SortKey.of(hour(hour), Integer.toString(bucket)));
  }

  static PartitionKey shard(TenantId tenant, int shard) {
    return PartitionKey.of(tenant, ItemCollection.of("U", Integer.toString(shard)));
  }

  static String hour(Instant hour) {
    return HOUR.format(hour);
  }

  /** {@code T#<tenant>#UD / <yyyy-MM-dd>}. */
  static Key day(TenantId tenant, LocalDate day) {
    return new Key(days(tenant), SortKey.of(day.toString()));
  }

  static PartitionKey days(TenantId tenant) {
    return PartitionKey.of(tenant, DAYS);
  }

  /** {@code T#<tenant>#Q / <name>#<start of the period>}. */
  static Key quota(TenantId tenant, String name, Instant periodStart) {
    return new Key(
        PartitionKey.of(tenant, QUOTAS),
        SortKey.of(name, Long.toString(periodStart.getEpochSecond())));
  }
}
