package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Counts the usage of tenants exactly once.
 *
 * <p>Implementations are safe for concurrent use, by any number of functions at once.
 */
public interface UsageMeter {
  /** The oldest event that is accepted; Stripe accepts usage for as long. */
  Duration OLDEST = Duration.ofDays(35);

  /** How far an event may lie in the future, for clocks that differ. */
  Duration AHEAD = Duration.ofMinutes(5);

  /**
   * Adds the event to the totals of its tenant and hour, unless an event of its id is in them
   * already. When this returns, the event is durable.
   *
   * <p>One request of one write unit for any number of metrics, while the hour has at most about a
   * hundred events per bucket (see {@link Spreading}); one more unit for an event of a day that has
   * been over for half an hour. An empty event costs nothing.
   *
   * @return whether it is counted; never refused for another reason than its time
   * @throws io.saasbricks.core.table.StoreUnavailableException if the write was not confirmed;
   *     recording the same event again is safe
   */
  Receipt record(TenantId tenant, UsageEvent event);

  /** A meter for tenants of up to about 800 events an hour at one write unit each. */
  static UsageMeter of(SaasTable table, InstantSource time) {
    return of(table, Spreading.STANDARD, time);
  }

  /**
   * A meter that spreads events as told.
   *
   * @param table where the usage is kept, under keys of the tenant
   * @param spreading the same for every meter and reader of the table
   */
  static UsageMeter of(SaasTable table, Spreading spreading, InstantSource time) {
    return new BucketMeter(table, spreading, time);
  }
}
