package io.saasbricks.metering.stripe;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Sells subscriptions and lets customers manage them, on pages of Stripe.
 *
 * <p>The tenant travels as {@code client_reference_id} of the session and as metadata {@code
 * tenant} of the subscription, so that every later event tells whose it is. Safe for concurrent
 * use.
 */
public final class StripeCheckout {
  private static final String TENANT = "tenant";
  private static final int MOST = 100;

  private final StripeClient stripe;

  private StripeCheckout(StripeClient stripe) {
    this.stripe = Objects.requireNonNull(stripe, "stripe");
  }

  /** Checkout through that client. */
  public static StripeCheckout of(StripeClient stripe) {
    return new StripeCheckout(stripe);
  }

  /**
   * What is sold.
   *
   * @param prices Stripe's ids of prices, such as {@code price_123}
   * @param metered which of them are billed by a meter and so take no quantity
   */
  public record Order(
      TenantId tenant,
      Optional<String> customer,
      List<String> prices,
      List<String> metered,
      URI success,
      URI cancel) {
    public Order {
      prices = List.copyOf(prices);
      metered = List.copyOf(metered);
      if (prices.isEmpty() && metered.isEmpty()) {
        throw new IllegalArgumentException("an order needs a price");
      }
    }
  }

  /** A page of Stripe to send the customer to. */
  public record Session(String id, URI url) {
    private static Session of(JsonObject json) {
      try {
        return new Session(json.string("id"), new URI(json.string("url")));
      } catch (URISyntaxException e) {
        throw new JsonException("/url", "must be a URI");
      }
    }
  }

  /**
   * Opens a checkout page for a subscription whose months start at midnight UTC of the first, so
   * that every hour of usage falls into one invoice.
   *
   * @param idempotencyKey the same for repetitions of this request
   * @throws StripeException if Stripe refuses
   * @throws io.saasbricks.core.net.TransportException if no answer came before the deadline;
   *     repeating it under its key is safe
   */
  public Session subscribe(Order order, String idempotencyKey, Deadline deadline) {
    StripeForm form =
        StripeForm.empty()
            .with("mode", "subscription")
            .with("client_reference_id", order.tenant().value())
            .with("customer", order.customer())
            .with("success_url", order.success().toString())
            .with("cancel_url", order.cancel().toString())
            .with("subscription_data[metadata][" + TENANT + "]", order.tenant().value())
            .with("subscription_data[billing_cycle_anchor_config][day_of_month]", 1)
            .with("subscription_data[billing_cycle_anchor_config][hour]", 0)
            .with("subscription_data[billing_cycle_anchor_config][minute]", 0)
            .with("subscription_data[billing_cycle_anchor_config][second]", 0);
    int line = 0;
    for (String price : order.prices()) {
      form = form.with(line(line, "price"), price).with(line(line, "quantity"), 1);
      line++;
    }
    for (String price : order.metered()) {
      form = form.with(line(line, "price"), price);
      line++;
    }
    return StripeClient.read(
        stripe.post("/v1/checkout/sessions", form, idempotencyKey, deadline), Session::of);
  }

  /** Opens a page on which the customer changes cards and plans. Fails as {@link #subscribe}. */
  public Session portal(String customer, URI returnTo, String idempotencyKey, Deadline deadline) {
    StripeForm form =
        StripeForm.empty().with("customer", customer).with("return_url", returnTo.toString());
    return StripeClient.read(
        stripe.post("/v1/billing_portal/sessions", form, idempotencyKey, deadline), Session::of);
  }

  /**
   * The tenant's customer, made by the first call and given again by every other within 24 hours;
   * keep its id. Its metadata name the tenant.
   */
  public String customer(TenantId tenant, String name, Deadline deadline) {
    StripeForm form =
        StripeForm.empty().with("name", name).with("metadata[" + TENANT + "]", tenant.value());
    return StripeClient.read(
        stripe.post("/v1/customers", form, "customer-" + tenant.value(), deadline),
        customer -> customer.string("id"));
  }

  /**
   * The ids of the prices on sale under those lookup keys: prices change, their keys do not. A key
   * under which nothing is on sale is missing from the answer. One call.
   *
   * @param lookupKeys at most 100
   */
  public Map<String, String> prices(List<String> lookupKeys, Deadline deadline) {
    StripeForm query = StripeForm.empty().with("active", "true").with("limit", MOST);
    for (int i = 0; i < lookupKeys.size(); i++) {
      query = query.with("lookup_keys[" + i + "]", lookupKeys.get(i));
    }
    return StripeClient.read(
        stripe.get("/v1/prices", query, deadline), StripeCheckout::idsByLookupKey);
  }

  private static Map<String, String> idsByLookupKey(JsonObject prices) {
    Map<String, String> ids = new LinkedHashMap<>();
    for (JsonObject price : prices.objects("data")) {
      ids.put(price.string("lookup_key"), price.string("id"));
    }
    return ids;
  }

  /** The subscription as it is now: the truth behind events that come in any order. */
  public JsonObject subscription(String id, Deadline deadline) {
    return stripe.get("/v1/subscriptions/" + id, StripeForm.empty(), deadline);
  }

  /** The customer's subscriptions as they are now, without those that have ended; at most 100. */
  public List<JsonObject> subscriptions(String customer, Deadline deadline) {
    StripeForm query = StripeForm.empty().with("customer", customer).with("limit", MOST);
    return StripeClient.read(
        stripe.get("/v1/subscriptions", query, deadline), page -> page.objects("data"));
  }

  /**
   * Ends the subscription now: what was used is billed, what was paid ahead is credited. One that
   * has ended before stays as it is.
   *
   * @throws StripeException if Stripe refuses
   */
  public void end(String subscription, Deadline deadline) {
    StripeForm settling = StripeForm.empty().with("invoice_now", "true").with("prorate", "true");
    try {
      stripe.delete("/v1/subscriptions/" + subscription, settling, deadline);
    } catch (StripeException refusal) {
      if (refusal.status() != 404) {
        throw refusal;
      }
    }
  }

  /** The tenant that a session or subscription belongs to, if it was opened here. */
  public static Optional<TenantId> tenantOf(JsonObject sessionOrSubscription) {
    return sessionOrSubscription
        .optionalString("client_reference_id")
        .or(
            () ->
                sessionOrSubscription
                    .optionalObject("metadata")
                    .flatMap(metadata -> metadata.optionalString(TENANT)))
        .filter(TenantId::wellFormed)
        .map(TenantId::new);
  }

  private static String line(int number, String member) {
    return "line_items[" + number + "][" + member + "]";
  }
}
