package io.saasbricks.metering.billing;

import io.saasbricks.core.identity.TenantId;
import java.time.Instant;
import java.util.Objects;

/**
 * A tenant that is billed.
 *
 * @param customer its id in the billing system
 * @param since usage of earlier hours is not billed
 */
public record Account(TenantId tenant, String customer, Instant since) {
  public Account {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(since, "since");
    if (customer.isEmpty()) {
      throw new IllegalArgumentException("account of " + tenant + " needs a customer");
    }
  }
}
