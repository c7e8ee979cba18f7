package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.metering.stripe.MeterErrors;
import io.saasbricks.metering.stripe.StripeClient;
import io.saasbricks.metering.stripe.StripeEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Does what an event of Stripe asks for. Every effect may be repeated, and events may come in any
 * order; those of customers that are not ours are ignored. Safe for concurrent use.
 */
public final class StripeEvents {
  private static final String DRAFTED = "invoice.created";
  private static final String FINAL = "invoice.finalized";

  /** After these, what the customer pays for may be another plan. */
  private static final Set<String> SUBSCRIPTIONS =
      Set.of(
          "checkout.session.completed",
          "customer.subscription.created",
          "customer.subscription.updated",
          "customer.subscription.paused",
          "customer.subscription.resumed",
          "customer.subscription.deleted");

  private final BillingAccounts accounts;
  private final PlanChanges plans;
  private final UsageExport usage;
  private final StripeClient stripe;

  StripeEvents(
      BillingAccounts accounts, PlanChanges plans, UsageExport usage, StripeClient stripe) {
    this.accounts = accounts;
    this.plans = plans;
    this.usage = usage;
    this.stripe = stripe;
  }

  /** Takes a verified event. What it throws asks Stripe to deliver the event again. */
  public void receive(StripeEvent event, Deadline deadline) {
    if (MeterErrors.isReport(event)) {
      MeterErrors.fetch(stripe, event, deadline).forEach(errors -> usage.reject(errors, deadline));
    } else if (SUBSCRIPTIONS.contains(event.type())) {
      owner(event).ifPresent(tenant -> plans.follow(event, tenant, deadline));
    } else if (event.type().equals(DRAFTED)) {
      owner(event).ifPresent(tenant -> usage.export(tenant, deadline));
    } else if (event.type().equals(FINAL)) {
      Instant until = Instant.ofEpochSecond(event.object().number("period_end"));
      owner(event).ifPresent(tenant -> usage.invoiceFinal(tenant, until, deadline));
    }
  }

  private Optional<TenantId> owner(StripeEvent event) {
    return event.object().optionalString("customer").flatMap(accounts::ownerOf);
  }
}
