package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.tenant.Plan;
import io.saasbricks.core.tenant.PlanCatalogue;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plans that can be bought, and what Stripe's subscriptions say of them. The price of a plan
 * has the lookup key {@code chatbot_<plan>}, so that prices change without a deployment.
 */
final class PaidPlans {
  /** What a tenant has that pays nothing. */
  static final String UNPAID = "free";

  private static final String PREFIX = "chatbot_";
  private static final PlanCatalogue PLANS = PlanCatalogue.standard();
  private static final Set<String> ON_SALE = Set.of("starter", "pro", "business");

  /** Past due is still paid for: Stripe tries the card again for some weeks. */
  private static final Set<String> PAID = Set.of("active", "trialing", "past_due");

  private PaidPlans() {}

  /** A subscription to one of our plans that is paid for. */
  record Subscription(String id, String plan, Instant since) {}

  /** Whether the plan can be bought; enterprise is by contract. */
  static boolean onSale(String plan) {
    return ON_SALE.contains(plan);
  }

  static String lookupKey(String plan) {
    return PREFIX + plan;
  }

  /** The paid subscriptions among those, the newest first. */
  static List<Subscription> paid(List<JsonObject> subscriptions) {
    return subscriptions.stream()
        .filter(subscription -> PAID.contains(subscription.string("status")))
        .flatMap(subscription -> read(subscription).stream())
        .sorted(Comparator.comparing(Subscription::since).reversed())
        .toList();
  }

  private static Optional<Subscription> read(JsonObject subscription) {
    Instant created = Instant.ofEpochSecond(subscription.number("created"));
    return subscription.object("items").objects("data").stream()
        .flatMap(item -> item.object("price").optionalString("lookup_key").stream())
        .filter(key -> key.startsWith(PREFIX))
        .map(key -> key.substring(PREFIX.length()))
        .flatMap(plan -> PLANS.find(plan).stream())
        .map(Plan::name)
        .findFirst()
        .map(plan -> new Subscription(subscription.string("id"), plan, created));
  }
}
