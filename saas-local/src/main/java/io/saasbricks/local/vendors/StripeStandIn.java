package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stripe's API as far as a metered subscription needs it: customers, prices, checkout and portal
 * sessions, subscriptions, billing meters with their events, summaries and adjustments, idempotency
 * keys, signed webhooks. Any key is taken that does not start with {@code invalid}. Faults are
 * those of provider {@code stripe}: a cut answer is a call that took effect and whose caller does
 * not know.
 *
 * <p>Events wait until {@link #deliverEvents} is called, so that a test chooses when, in what order
 * of time, and how often they arrive. Safe for concurrent use; calls take effect one after the
 * other.
 */
public final class StripeStandIn implements LocalHandler {
  private static final String METER_EVENTS = "/v1/billing/meter_events";

  private final Faults faults;
  private final StripeObjects objects;
  private final StripeEvents events;
  private final StripeSubscriptions subscriptions;
  private final StripeMeterEvents meterEvents;
  private final StripeApi api;
  private final StripeReplies replies;
  private final Set<String> customersUnderWay = new HashSet<>();

  private StripeStandIn(
      Faults faults,
      InstantSource time,
      String webhookSecret,
      StripeWebhook webhook,
      boolean lenient) {
    this.faults = faults;
    this.objects = new StripeObjects(time);
    this.events = new StripeEvents(time, webhookSecret, webhook);
    var catalogue = new StripeCatalogue(objects, lenient);
    this.subscriptions = new StripeSubscriptions(objects, catalogue, events);
    var meters = new StripeMeters(objects, lenient);
    this.meterEvents = new StripeMeterEvents(objects, meters, events);
    this.api = new StripeApi(objects, catalogue, subscriptions, meters, meterEvents, events);
    this.replies = new StripeReplies(time);
  }

  /** An empty account that knows only what was created in it, as Stripe. */
  public static StripeStandIn create(
      Faults faults, InstantSource time, String webhookSecret, StripeWebhook webhook) {
    return new StripeStandIn(faults, time, webhookSecret, webhook, false);
  }

  /**
   * An account in which customers, prices and meters come to be when they are first named, so that
   * a backend runs without setting up Stripe. Such a meter sums events of an hour's window.
   */
  public static StripeStandIn createLenient(
      Faults faults, InstantSource time, String webhookSecret, StripeWebhook webhook) {
    return new StripeStandIn(faults, time, webhookSecret, webhook, true);
  }

  @Override
  public LocalResponse handle(LocalRequest request) {
    if (request.rawPath().startsWith("/pay/") || request.rawPath().startsWith("/portal/")) {
      return page(request);
    }
    String key = key(request);
    if (key.isBlank() || key.startsWith("invalid")) {
      return StripeRefusal.ofStatus(401);
    }
    String customer = customer(request);
    if (!enter(customer)) {
      return StripeRefusal.ofStatus(429);
    }
    try {
      return faults.apply("stripe", StripeRefusal::ofStatus, () -> once(request));
    } finally {
      leave(customer);
    }
  }

  /**
   * Pays a checkout session: its subscription begins, and the events that tell so are queued.
   *
   * @throws IllegalArgumentException if there is no such session, or it is not open
   */
  public synchronized void completeCheckout(String sessionId) {
    try {
      subscriptions.complete(sessionId);
    } catch (StripeRefusal refusal) {
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    }
  }

  /**
   * Sends the waiting events, oldest first. Those not accepted wait for the next call, behind newer
   * ones.
   *
   * @return the types of the events that were accepted
   */
  public List<String> deliverEvents() {
    return events.deliver();
  }

  /**
   * Queues the reports about meter events that were accepted and turned out wrong: their customer
   * does not exist. Such events count no more.
   */
  public synchronized void reportMeterErrors() {
    meterEvents.report();
  }

  /**
   * The meter events that count, as JSON: a list of {@code {customer, eventName, hour, value,
   * events}}, sums by customer, event name and UTC hour in the order first received.
   */
  public synchronized String meterEvents() {
    ObjectNode byHour = Json.object();
    for (StripeMeterEvents.Accepted event : meterEvents.accepted()) {
      Instant hour = Instant.ofEpochSecond(event.timestamp() / 3_600 * 3_600);
      String key = event.customer() + " " + event.eventName() + " " + hour;
      ObjectNode entry =
          byHour.has(key)
              ? (ObjectNode) byHour.get(key)
              : byHour
                  .putObject(key)
                  .put("customer", event.customer())
                  .put("eventName", event.eventName())
                  .put("hour", hour.toString());
      entry.put("value", event.value().add(entry.path("value").decimalValue()));
      entry.put("events", entry.path("events").asInt() + 1);
    }
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    byHour.forEach(items::add);
    return answer.toString();
  }

  private LocalResponse once(LocalRequest request) {
    Optional<String> key =
        request.header("idempotency-key").filter(sent -> !request.method().equals("GET"));
    Optional<LocalResponse> known = key.flatMap(sent -> replies.begin(sent, request));
    if (known.isPresent()) {
      return known.get();
    }
    LocalResponse answer = call(request);
    key.ifPresent(sent -> replies.end(sent, request, answer));
    return answer;
  }

  private synchronized LocalResponse call(LocalRequest request) {
    try {
      return api.answer(request, pages(request));
    } catch (StripeRefusal refusal) {
      return refusal.response();
    }
  }

  private synchronized LocalResponse page(LocalRequest request) {
    boolean pay = request.rawPath().startsWith("/pay/");
    String id = request.rawPath().replaceFirst("^/[a-z]+/", "");
    try {
      ObjectNode session = objects.get(pay ? "checkout.session" : "billing_portal.session", id);
      if (!request.method().equals("POST")) {
        return pay
            ? StripePages.page("Checkout", "Pay")
            : StripePages.page("Your subscription", "Cancel subscription");
      }
      if (pay) {
        return StripePages.back(subscriptions.complete(id), "success_url");
      }
      cancelAll(session.path("customer").asText());
      return StripePages.back(session, "return_url");
    } catch (StripeRefusal refusal) {
      return refusal.response();
    }
  }

  private void cancelAll(String customer) {
    StripeForm query = StripeForm.parse("customer=" + customer);
    for (JsonNode subscription : subscriptions.list(query).path("data")) {
      subscriptions.cancel(subscription.path("id").asText());
    }
  }

  /** Stripe takes one meter event of a customer at a time. */
  private synchronized boolean enter(String customer) {
    return customer.isEmpty() || customersUnderWay.add(customer);
  }

  private synchronized void leave(String customer) {
    customersUnderWay.remove(customer);
  }

  private static String customer(LocalRequest request) {
    if (!request.rawPath().equals(METER_EVENTS) || !request.method().equals("POST")) {
      return "";
    }
    try {
      StripeForm form = StripeForm.parse(request.text());
      return form.text("event_name").orElse("")
          + " "
          + form.at("payload").path("stripe_customer_id");
    } catch (StripeRefusal malformed) {
      return ""; // The call itself will be refused for it.
    }
  }

  private static String pages(LocalRequest request) {
    return "http://" + request.header("host").orElse("localhost") + request.mountedAt();
  }

  private static String key(LocalRequest request) {
    String[] words = request.header("authorization").orElse("").split(" ", 2);
    if (words.length < 2) {
      return "";
    }
    return words[0].equalsIgnoreCase("Basic") ? user(words[1]) : words[1];
  }

  private static String user(String basic) {
    try {
      return new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8).split(":", 2)[0];
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }
}
