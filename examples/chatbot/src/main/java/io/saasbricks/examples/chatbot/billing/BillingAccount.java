package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Item;
import io.saasbricks.metering.billing.Account;
import java.time.Instant;
import java.util.Optional;

/**
 * What billing knows of a tenant.
 *
 * @param customer at Stripe; empty until the tenant first goes to a checkout
 * @param since usage of earlier hours is not exported; empty until there is a customer
 * @param plan that billing gave the tenant last
 * @param version grows with every event that was followed
 */
record BillingAccount(
    TenantId tenant,
    Optional<String> customer,
    Optional<Instant> since,
    String plan,
    long version) {
  static final String TENANT = "tenantId";
  static final String CUSTOMER = "customer";
  static final String SINCE = "since";
  static final String PLAN = "plan";
  static final String VERSION = "version";

  static BillingAccount fromItem(Item item) {
    return new BillingAccount(
        new TenantId(item.string(TENANT)),
        item.optionalString(CUSTOMER),
        item.optionalInstant(SINCE),
        item.optionalString(PLAN).orElse(PaidPlans.UNPAID),
        item.number(VERSION, 0));
  }

  /** The account whose usage is exported; empty until there is a customer. */
  Optional<Account> billed() {
    return customer.flatMap(id -> since.map(from -> new Account(tenant, id, from)));
  }
}
