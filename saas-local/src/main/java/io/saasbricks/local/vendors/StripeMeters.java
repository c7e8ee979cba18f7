package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Billing meters. An event name belongs to one active meter. */
final class StripeMeters {
  private static final List<String> FORMULAS = List.of("sum", "count", "last");

  private final StripeObjects objects;
  private final boolean lenient;

  /**
   * @param lenient whether a meter is made when its event name is first used
   */
  StripeMeters(StripeObjects objects, boolean lenient) {
    this.objects = objects;
    this.lenient = lenient;
  }

  ObjectNode create(StripeForm form) {
    String name = form.required("event_name", 100);
    if (find(name).isPresent()) {
      throw StripeRefusal.invalid(
          "There is already an active meter for event name '" + name + "'.", "event_name");
    }
    String formula = form.at("default_aggregation").path("formula").asText("");
    if (!FORMULAS.contains(formula)) {
      throw StripeRefusal.missing("default_aggregation[formula]");
    }
    String displayName = form.required("display_name", 250);
    form.oneOf("event_time_window", "day", "hour");
    ObjectNode meter = objects.create("billing.meter", "mtr_test_");
    meter.put("event_name", name).put("display_name", displayName);
    meter.putObject("default_aggregation").put("formula", formula);
    form.copyTo(meter, "event_time_window");
    String customerKey = form.at("customer_mapping").path("event_payload_key").asText("");
    if (!customerKey.isEmpty()) {
      meter
          .putObject("customer_mapping")
          .put("event_payload_key", customerKey)
          .put("type", "by_id");
    }
    String valueKey = form.at("value_settings").path("event_payload_key").asText("value");
    meter.putObject("value_settings").put("event_payload_key", valueKey);
    return meter;
  }

  ObjectNode list(StripeForm query) {
    return StripeObjects.page(
        objects.all("billing.meter", meter -> true), query, "/v1/billing/meters");
  }

  ObjectNode deactivate(String id) {
    ObjectNode meter = objects.get("billing.meter", id).put("status", "inactive");
    meter.putObject("status_transitions").put("deactivated_at", objects.now());
    return meter;
  }

  ObjectNode reactivate(String id) {
    ObjectNode meter = objects.get("billing.meter", id).put("status", "active");
    meter.putObject("status_transitions").putNull("deactivated_at");
    return meter;
  }

  /** The active meter of an event that was sent. */
  ObjectNode active(String eventName) {
    return find(eventName).orElseGet(() -> vivify(eventName));
  }

  private Optional<ObjectNode> find(String eventName) {
    return objects
        .all(
            "billing.meter",
            meter ->
                meter.path("event_name").asText().equals(eventName)
                    && meter.path("status").asText().equals("active"))
        .stream()
        .findFirst();
  }

  /** A meter of absolute hour totals, for whoever has made none. */
  private ObjectNode vivify(String eventName) {
    if (!lenient) {
      throw StripeRefusal.invalid(
          "No active meter found for event name '" + eventName + "'.", "event_name");
    }
    return objects
        .create("billing.meter", "mtr_test_")
        .put("event_name", eventName)
        .put("display_name", eventName)
        .put("event_time_window", "hour");
  }
}
