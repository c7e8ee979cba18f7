package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.metering.stripe.ProcessedEvents;
import io.saasbricks.metering.stripe.StripeCheckout;
import io.saasbricks.metering.stripe.StripeEvent;
import java.util.List;
import java.util.Optional;

/*
 * An event says that something happened to a customer's subscriptions, not what is true now: events
 * come late, twice and in any order. So the account's version is read first, then the subscriptions
 * from Stripe, and plan, version and event id are written together only on that same version. Whoever
 * writes has therefore asked Stripe after the last writer wrote, and an older answer never replaces a
 * newer one.
 */

/** Gives tenants the plans they pay for. Safe for concurrent use. */
public final class PlanChanges {
  private static final int ATTEMPTS = 5;

  private final BillingAccounts accounts;
  private final TenantStore tenants;
  private final ProcessedEvents processed;
  private final StripeCheckout stripe;

  PlanChanges(
      BillingAccounts accounts,
      TenantStore tenants,
      ProcessedEvents processed,
      StripeCheckout stripe) {
    this.accounts = accounts;
    this.tenants = tenants;
    this.processed = processed;
    this.stripe = stripe;
  }

  /**
   * Gives the tenant the plan of its newest paid subscription, and ends those that it replaced. A
   * repeated event changes nothing.
   *
   * @throws io.saasbricks.core.http.ProblemException with 503 if others were faster too often; the
   *     event must be delivered again
   */
  void follow(StripeEvent event, TenantId tenant, Deadline deadline) {
    for (int attempt = 0; attempt < ATTEMPTS && !processed.contains(event); attempt++) {
      if (tryToFollow(event, tenant, deadline)) {
        return;
      }
    }
    if (!processed.contains(event)) {
      throw Problem.unavailable().asException();
    }
  }

  private boolean tryToFollow(StripeEvent event, TenantId tenant, Deadline deadline) {
    BillingAccount before = accounts.of(tenant);
    String plan =
        before
            .customer()
            .flatMap(customer -> newest(customer, deadline))
            .map(PaidPlans.Subscription::plan)
            .orElse(PaidPlans.UNPAID);
    Transaction effect = accounts.note(new Transaction(), before, plan);
    if (!plan.equals(before.plan())) {
      tenants.changePlan(effect, tenant, plan);
    }
    return processed.commitOnce(event, effect);
  }

  private Optional<PaidPlans.Subscription> newest(String customer, Deadline deadline) {
    List<PaidPlans.Subscription> paid = PaidPlans.paid(stripe.subscriptions(customer, deadline));
    paid.stream().skip(1).forEach(replaced -> stripe.end(replaced.id(), deadline));
    return paid.stream().findFirst();
  }
}
