package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How the events of an hour are spread over items.
 *
 * <p>For one tenant and hour the answer must never change, or a repeated event is looked for in the
 * wrong bucket. To change it, announce the new one with {@link #from} for an hour to come.
 */
@FunctionalInterface
public interface Spreading {
  /** One shard of eight buckets: about 800 events an hour at one write unit each. */
  Spreading STANDARD = fixed(new Spread(1, 8));

  /** The spread of the tenant's events in the hour that starts then. */
  Spread of(TenantId tenant, Instant hour);

  /**
   * Into how many places the events of one hour go.
   *
   * @param shards partitions, 1 to 1,000; each takes 1,000 write units a second, and readers query
   *     each
   * @param buckets items per shard, 1 to 1,000; an item of over about 100 events takes a second
   *     write unit per event, and one of over about 40,000 is full
   */
  record Spread(int shards, int buckets) {
    private static final int MOST = 1_000;

    public Spread {
      if (shards < 1 || shards > MOST || buckets < 1 || buckets > MOST) {
        throw new IllegalArgumentException(
            "shards and buckets must be 1 to " + MOST + ": " + shards + " and " + buckets);
      }
    }
  }

  /** The same spread for every tenant, for ever. */
  static Spreading fixed(Spread spread) {
    return (tenant, hour) -> spread;
  }

  /**
   * This spreading before the hour, and another one from that hour on.
   *
   * @throws IllegalArgumentException if the instant is not the start of an hour
   */
  default Spreading from(Instant hour, Spreading later) {
    if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
      throw new IllegalArgumentException("spreading changes only at a full hour: " + hour);
    }
    return (tenant, at) -> at.isBefore(hour) ? of(tenant, at) : later.of(tenant, at);
  }
}
