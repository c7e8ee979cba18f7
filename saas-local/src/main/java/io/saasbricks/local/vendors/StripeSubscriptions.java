package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Checkout sessions, portal sessions and the subscriptions that come of them. */
final class StripeSubscriptions {
  private static final long SESSION_SECONDS = 24 * 3_600;

  private final StripeObjects objects;
  private final StripeCatalogue catalogue;
  private final StripeEvents events;

  StripeSubscriptions(StripeObjects objects, StripeCatalogue catalogue, StripeEvents events) {
    this.objects = objects;
    this.catalogue = catalogue;
    this.events = events;
  }

  /**
   * A checkout session.
   *
   * @param pages the address under which the stand-in serves its pages
   */
  ObjectNode createCheckout(StripeForm form, String pages) {
    JsonNode items = form.at("line_items");
    if (items.isEmpty()) {
      throw StripeRefusal.missing("line_items");
    }
    items.forEach(item -> catalogue.price(item.path("price").asText()));
    form.text("customer").ifPresent(catalogue::customer);
    String mode = form.required("mode");
    String successUrl = form.required("success_url");
    ObjectNode session = objects.create("checkout.session", "cs_test_");
    session.put("mode", mode).put("success_url", successUrl);
    form.copyTo(session, "customer", "client_reference_id", "cancel_url", "customer_email");
    form.mergeMetadata(session);
    session.put("expires_at", objects.now() + SESSION_SECONDS);
    // Kept beside the session's public members until it is paid; never sent.
    session.set("#items", items);
    session.set("#subscription_data", form.at("subscription_data"));
    return session.put("url", pages + "/pay/" + session.path("id").asText());
  }

  /** Pays a session: its customer and subscription come to be, and both are announced. */
  ObjectNode complete(String sessionId) {
    ObjectNode session = openSession(sessionId);
    if (session.path("customer").isNull()) {
      ObjectNode customer = objects.create("customer", "cus_");
      customer.set("email", session.path("customer_email"));
      session.put("customer", customer.path("id").asText());
    }
    session.put("status", "complete").put("payment_status", "paid");
    if (session.path("mode").asText().equals("subscription")) {
      ObjectNode subscription = subscribe(session);
      session.put("subscription", subscription.path("id").asText());
      events.snapshot("customer.subscription.created", subscription);
    }
    events.snapshot("checkout.session.completed", publicPart(session));
    return session;
  }

  ObjectNode expire(String sessionId) {
    ObjectNode session = openSession(sessionId).put("status", "expired");
    events.snapshot("checkout.session.expired", publicPart(session));
    return session;
  }

  private ObjectNode openSession(String sessionId) {
    ObjectNode session = objects.get("checkout.session", sessionId);
    if (!session.path("status").asText().equals("open")) {
      throw StripeRefusal.invalid("The session is " + session.path("status").asText(), "session");
    }
    return session;
  }

  ObjectNode createPortal(StripeForm form, String pages) {
    String customer = catalogue.customer(form.required("customer")).path("id").asText();
    ObjectNode session = objects.create("billing_portal.session", "bps_local");
    session.put("customer", customer);
    form.copyTo(session, "return_url", "locale");
    return session.put("url", pages + "/portal/" + session.path("id").asText());
  }

  ObjectNode update(String id, StripeForm form) {
    ObjectNode subscription = objects.get("subscription", id);
    form.at("items").forEach(change -> checkItem(id, change));
    form.text("cancel_at_period_end")
        .ifPresent(value -> subscription.put("cancel_at_period_end", value.equals("true")));
    form.mergeMetadata(subscription);
    ArrayNode items = (ArrayNode) subscription.path("items").path("data");
    for (JsonNode change : form.at("items")) {
      String price = change.path("price").asText("");
      for (int i = 0; i < items.size() && !price.isEmpty(); i++) {
        boolean wanted = items.path(i).path("id").equals(change.path("id"));
        if (wanted) {
          items.set(i, priced((ObjectNode) items.path(i), price));
        }
      }
    }
    events.snapshot("customer.subscription.updated", subscription);
    return subscription;
  }

  /** Refuses a change that names an item of another subscription, or a price that is not there. */
  private void checkItem(String subscription, JsonNode change) {
    String item = change.path("id").asText("");
    if (!objects
        .get("subscription_item", item)
        .path("subscription")
        .asText()
        .equals(subscription)) {
      throw StripeRefusal.notFound("subscription_item", item);
    }
    if (change.has("price")) {
      catalogue.price(change.path("price").asText());
    }
  }

  /** Ends a subscription at once; one that has ended is not found, as at Stripe. */
  ObjectNode cancel(String id) {
    ObjectNode subscription = objects.get("subscription", id);
    if (subscription.path("status").asText().equals("canceled")) {
      throw StripeRefusal.notFound("subscription", id);
    }
    subscription.put("status", "canceled");
    subscription.put("canceled_at", objects.now()).put("ended_at", objects.now());
    events.snapshot("customer.subscription.deleted", subscription);
    return subscription;
  }

  /** A list by customer and status; canceled ones only if asked for. */
  ObjectNode list(StripeForm query) {
    String customer = query.text("customer").orElse("");
    String status = query.text("status").orElse("");
    return StripeObjects.page(
        objects.all(
            "subscription",
            subscription -> {
              String has = subscription.path("status").asText();
              boolean wanted =
                  status.isEmpty()
                      ? !has.equals("canceled")
                      : status.equals("all") || status.equals(has);
              return wanted
                  && (customer.isEmpty()
                      || subscription.path("customer").asText().equals(customer));
            }),
        query,
        "/v1/subscriptions");
  }

  /** A session as callers see it. */
  static ObjectNode publicPart(ObjectNode session) {
    ObjectNode shown = session.deepCopy();
    shown.remove(List.of("#items", "#subscription_data"));
    return shown;
  }

  private ObjectNode subscribe(ObjectNode session) {
    ObjectNode subscription = objects.create("subscription", "sub_");
    subscription.put("customer", session.path("customer").asText());
    subscription.put("start_date", objects.now()).put("billing_cycle_anchor", objects.now());
    JsonNode metadata = session.path("#subscription_data").path("metadata");
    if (metadata.isObject()) {
      subscription.set("metadata", metadata);
    }
    String id = subscription.path("id").asText();
    ObjectNode list = subscription.putObject("items").put("object", "list");
    ArrayNode data = list.putArray("data");
    for (JsonNode wanted : session.path("#items")) {
      ObjectNode item = objects.create("subscription_item", "si_").put("subscription", id);
      data.add(priced(item, wanted.path("price").asText()));
    }
    list.put("has_more", false).put("url", "/v1/subscription_items?subscription=" + id);
    return subscription;
  }

  /** The item with another price, its period beginning now and lasting a month. */
  private ObjectNode priced(ObjectNode item, String priceId) {
    ObjectNode price = catalogue.price(priceId);
    ObjectNode plan = objects.fresh("plan").put("id", priceId);
    plan.set("product", price.path("product"));
    plan.set("usage_type", price.path("recurring").path("usage_type"));
    item.set("plan", plan);
    item.set("price", price.deepCopy());
    Instant begin = Instant.ofEpochSecond(objects.now());
    Instant end = begin.atZone(ZoneOffset.UTC).plusMonths(1).toInstant();
    item.put("current_period_start", begin.getEpochSecond());
    item.put("current_period_end", end.getEpochSecond());
    return price.path("recurring").path("usage_type").asText().equals("metered")
        ? item
        : item.put("quantity", 1);
  }
}
