package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.RequestBody;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.metering.stripe.StripeCheckout;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Sends tenants to the pages of Stripe where plans are bought and managed. */
public final class PlanSales {
  private static final int LONGEST_PLAN = 40;

  private final BillingAccounts accounts;
  private final StripeCheckout checkout;
  private final URI console;
  private final InstantSource time;

  /**
   * Sales through that checkout.
   *
   * @param console where Stripe's pages lead back to, without a slash at its end
   */
  PlanSales(BillingAccounts accounts, StripeCheckout checkout, URI console, InstantSource time) {
    this.accounts = accounts;
    this.checkout = checkout;
    this.console = console;
    this.time = time;
  }

  /**
   * A page on which the tenant buys the plan that the request names. A tenant has one customer,
   * whatever it buys; a plan bought later takes the place of the one before.
   *
   * @throws io.saasbricks.core.http.ProblemException with 400 if no such plan is on sale
   */
  public StripeCheckout.Session checkout(HttpRequest request) {
    String plan = plan(request.json());
    TenantContext tenant = TenantContext.of(request);
    Deadline deadline = request.deadline();
    String planPrice = PaidPlans.lookupKey(plan);
    List<String> metered = List.copyOf(UsageExport.METERS.values());
    Map<String, String> prices = prices(planPrice, metered, deadline);
    StripeCheckout.Order order =
        new StripeCheckout.Order(
            tenant.id(),
            Optional.of(customer(tenant, deadline)),
            List.of(price(prices, planPrice)),
            metered.stream().map(meter -> price(prices, meter)).toList(),
            back("paid"),
            back("cancelled"));
    return checkout.subscribe(order, "checkout-" + request.requestId(), deadline);
  }

  /**
   * A page on which the tenant changes cards and plans.
   *
   * @throws io.saasbricks.core.http.ProblemException with 409 if it never went to a checkout
   */
  public StripeCheckout.Session portal(HttpRequest request) {
    String customer =
        accounts
            .of(TenantContext.of(request).id())
            .customer()
            .orElseThrow(
                () ->
                    Problem.conflict("No plan has been bought yet: start a checkout.")
                        .asException());
    return checkout.portal(
        customer, back("portal"), "portal-" + request.requestId(), request.deadline());
  }

  private static String plan(RequestBody body) {
    String plan = body.text("plan", LONGEST_PLAN);
    if (!plan.isEmpty() && !PaidPlans.onSale(plan)) {
      body.reject("plan", "is not on sale");
    }
    body.check();
    return plan;
  }

  private String customer(TenantContext tenant, Deadline deadline) {
    return accounts
        .of(tenant.id())
        .customer()
        .orElseGet(
            () ->
                accounts.attach(
                    tenant.id(),
                    checkout.customer(tenant.id(), tenant.tenant().name(), deadline),
                    time.instant()));
  }

  private Map<String, String> prices(String plan, List<String> metered, Deadline deadline) {
    List<String> lookupKeys = Stream.concat(Stream.of(plan), metered.stream()).toList();
    return checkout.prices(lookupKeys, deadline);
  }

  private static String price(Map<String, String> prices, String lookupKey) {
    return Optional.ofNullable(prices.get(lookupKey))
        .orElseThrow(() -> new IllegalStateException("Stripe has no price " + lookupKey));
  }

  private URI back(String outcome) {
    return URI.create(console + "/?billing=" + outcome);
  }
}
