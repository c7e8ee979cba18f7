package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events of billing meters: what is accepted at once (identifiers, times, values), what is found
 * wrong only later (unknown customers), and what the accepted events add up to. A meter with a time
 * window keeps the last event received for a customer and window; one without keeps all.
 */
final class StripeMeterEvents {
  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;
  private static final long DAY = 24 * HOUR;
  private static final Duration PAST = Duration.ofDays(35);
  private static final Duration FUTURE = Duration.ofMinutes(5);
  private static final Duration IDENTIFIERS_KEPT = Duration.ofHours(24);
  private static final int MOST_DIGITS = 15;

  /** An event that counts, or did until another in its window or an adjustment took its place. */
  record Accepted(
      String meter,
      String eventName,
      String customer,
      String identifier,
      long timestamp,
      BigDecimal value,
      long receivedAt) {}

  private final StripeObjects objects;
  private final StripeMeters meters;
  private final StripeEvents events;

  /** By customer and window, or by identifier where a meter has no window; last received last. */
  private final Map<String, Accepted> accepted = new LinkedHashMap<>();

  private final Map<String, Long> identifiers = new HashMap<>();
  private final List<Accepted> withoutCustomer = new ArrayList<>();
  private int unnamed;

  StripeMeterEvents(StripeObjects objects, StripeMeters meters, StripeEvents events) {
    this.objects = objects;
    this.meters = meters;
    this.events = events;
  }

  /** Takes an event. That its customer exists is not checked now, as at Stripe. */
  ObjectNode accept(StripeForm form) {
    ObjectNode meter = meters.active(form.required("event_name", 100));
    JsonNode payload = form.at("payload");
    String customer = member(payload, meter.path("customer_mapping"));
    BigDecimal value = value(member(payload, meter.path("value_settings")));
    long timestamp = form.integer("timestamp").orElse(objects.now());
    checkTime(timestamp);
    boolean named = form.text("identifier").isPresent();
    String identifier = named ? form.required("identifier", 100) : "local-" + ++unnamed;
    remember(identifier);
    String name = meter.path("event_name").asText();
    String id = meter.path("id").asText();
    record(meter, new Accepted(id, name, customer, identifier, timestamp, value, objects.now()));
    ObjectNode event = objects.fresh("billing.meter_event");
    event.put("event_name", name).put("identifier", identifier).put("timestamp", timestamp);
    event.set("payload", payload);
    return event;
  }

  /** Cancels an event that was received in the last 24 hours. */
  ObjectNode adjust(StripeForm form) {
    String name = form.required("event_name", 100);
    String type = form.required("type");
    String identifier = form.at("cancel").path("identifier").asText("");
    long since = objects.now() - IDENTIFIERS_KEPT.toSeconds();
    boolean found =
        accepted
            .values()
            .removeIf(
                event -> event.identifier().equals(identifier) && event.receivedAt() >= since);
    if (!found) {
      throw StripeRefusal.invalid(
          "No event of the last 24 hours has identifier " + identifier + ".", "cancel[identifier]");
    }
    ObjectNode adjustment = objects.fresh("billing.meter_event_adjustment");
    adjustment.put("event_name", name).put("type", type).put("status", "complete");
    adjustment.putObject("cancel").put("identifier", identifier);
    return adjustment;
  }

  /** Aggregated values of a customer, newest window first; windows without events are left out. */
  ObjectNode summaries(String meterId, StripeForm query) {
    ObjectNode meter = objects.get("billing.meter", meterId);
    String customer = query.required("customer");
    String grouping = query.oneOf("value_grouping_window", "day", "hour").orElse("minute");
    long unit = grouping.equals("hour") ? HOUR : grouping.equals("day") ? DAY : MINUTE;
    long start = aligned(query, "start_time", unit);
    long end = aligned(query, "end_time", unit);
    long width = grouping.equals("minute") ? end - start : unit;
    if (width <= 0) {
      throw StripeRefusal.invalid("end_time must be after start_time", "end_time");
    }
    Map<Long, List<Accepted>> windows = new TreeMap<>(Comparator.reverseOrder());
    for (Accepted event : accepted.values()) {
      boolean wanted = event.meter().equals(meterId) && event.customer().equals(customer);
      if (wanted && event.timestamp() >= start && event.timestamp() < end) {
        long window = start + (event.timestamp() - start) / width * width;
        windows.computeIfAbsent(window, first -> new ArrayList<>()).add(event);
      }
    }
    List<ObjectNode> all = new ArrayList<>();
    windows.forEach((window, list) -> all.add(summary(meter, customer, window, width, list)));
    return StripeObjects.page(all, query, "/v1/billing/meters/" + meterId + "/event_summaries");
  }

  private static long aligned(StripeForm query, String name, long unit) {
    long seconds = query.integer(name).orElseThrow(() -> StripeRefusal.missing(name));
    if (seconds % unit != 0) {
      throw StripeRefusal.invalid(name + " must be a multiple of " + unit + " seconds", name);
    }
    return seconds;
  }

  /** Reports, as Stripe does after a while, the events whose customer does not exist. */
  void report() {
    withoutCustomer.removeIf(event -> objects.find("customer", event.customer()).isPresent());
    Map<String, List<Accepted>> byMeter = new TreeMap<>();
    for (Accepted event : withoutCustomer) {
      byMeter.computeIfAbsent(event.meter(), first -> new ArrayList<>()).add(event);
    }
    byMeter.forEach(
        (meter, wrong) -> {
          ObjectNode related = Json.object().put("id", meter).put("type", "billing.meter");
          related.put("url", "/v1/billing/meters/" + meter);
          events.thin("v1.billing.meter.error_report_triggered", related, reason(wrong));
        });
    accepted.values().removeAll(withoutCustomer);
    withoutCustomer.clear();
  }

  /** What has been accepted, in the order received. */
  List<Accepted> accepted() {
    return List.copyOf(accepted.values());
  }

  private ObjectNode reason(List<Accepted> wrong) {
    ObjectNode data = Json.object();
    data.put("developer_message_summary", "There is " + wrong.size() + " invalid event");
    long first = wrong.get(0).receivedAt();
    data.put("validation_start", Instant.ofEpochSecond(first).toString());
    data.put("validation_end", Instant.ofEpochSecond(objects.now()).toString());
    ObjectNode reason = data.putObject("reason").put("error_count", wrong.size());
    ObjectNode type = reason.putArray("error_types").addObject();
    type.put("code", "meter_event_customer_not_found").put("error_count", wrong.size());
    ArrayNode samples = type.putArray("sample_errors");
    for (Accepted event : wrong) {
      samples
          .addObject()
          .put("error_message", "The customer " + event.customer() + " was not found.")
          .putObject("request")
          .put("identifier", event.identifier());
    }
    return data;
  }

  private void record(ObjectNode meter, Accepted event) {
    String window = meter.path("event_time_window").asText("");
    long width = window.equals("hour") ? HOUR : window.equals("day") ? DAY : 0;
    String place =
        width == 0
            ? event.identifier() + " " + event.receivedAt()
            : event.meter() + " " + event.customer() + " " + event.timestamp() / width;
    // Taken out first, so that the order is that of arrival.
    accepted.remove(place);
    accepted.put(place, event);
    if (objects.find("customer", event.customer()).isEmpty()) {
      withoutCustomer.add(event);
    }
  }

  private void remember(String identifier) {
    Long last = identifiers.get(identifier);
    if (last != null && objects.now() - last < IDENTIFIERS_KEPT.toSeconds()) {
      throw StripeRefusal.invalid(
          "An event already exists with identifier " + identifier + ".", "identifier");
    }
    identifiers.put(identifier, objects.now());
  }

  private void checkTime(long timestamp) {
    if (timestamp < objects.now() - PAST.toSeconds()) {
      throw StripeRefusal.invalid(
          "The timestamp must be within the past 35 calendar days.", "timestamp");
    }
    if (timestamp > objects.now() + FUTURE.toSeconds()) {
      throw StripeRefusal.invalid(
          "The timestamp must not be more than 5 minutes in the future.", "timestamp");
    }
  }

  private static BigDecimal value(String text) {
    if (!text.matches("-?\\d{1,40}(\\.\\d{1,40})?")) {
      throw StripeRefusal.invalid("The value must be numeric: " + text, "payload[value]");
    }
    BigDecimal value = new BigDecimal(text);
    if (value.stripTrailingZeros().precision() > MOST_DIGITS) {
      throw StripeRefusal.invalid(
          "The value must have at most 15 significant digits: " + text, "payload[value]");
    }
    return value;
  }

  private static String member(JsonNode payload, JsonNode settings) {
    String key = settings.path("event_payload_key").asText();
    String value = payload.path(key).asText("");
    if (value.isEmpty()) {
      throw StripeRefusal.invalid("The payload must have the key " + key + ".", "payload");
    }
    return value;
  }

  private ObjectNode summary(
      ObjectNode meter, String customer, long window, long width, List<Accepted> list) {
    BigDecimal total =
        switch (meter.path("default_aggregation").path("formula").asText()) {
          case "count" -> BigDecimal.valueOf(list.size());
          case "last" -> list.get(list.size() - 1).value();
          default -> list.stream().map(Accepted::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        };
    String id = "mtrusg_" + customer + "_" + window;
    return objects
        .fresh("billing.meter_event_summary")
        .put("id", id)
        .put("meter", meter.path("id").asText())
        .put("start_time", window)
        .put("end_time", window + width)
        .put("aggregated_value", total);
  }
}
