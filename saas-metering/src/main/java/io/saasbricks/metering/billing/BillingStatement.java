package io.saasbricks.metering.billing;

import java.time.Instant;
import java.util.Map;

/** What a billing system says it has. Implementations are safe for concurrent use. */
@FunctionalInterface
public interface BillingStatement {
  /**
   * The total of each hour of an account under a meter; hours without usage may be missing. May lag
   * behind recent deliveries.
   *
   * @param from the first hour
   * @param to the end of the last hour
   * @throws io.saasbricks.core.SaasException if it cannot be told now
   */
  Map<Instant, Long> hours(Account account, String meter, Instant from, Instant to);
}
