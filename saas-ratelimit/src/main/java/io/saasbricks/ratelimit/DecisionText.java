package io.saasbricks.ratelimit;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** Decisions as JSON. Times are in milliseconds, waits rounded up. */
final class DecisionText {
  private DecisionText() {}

  static String write(Decision decision) {
    JsonObject.Builder json = JsonObject.builder();
    if (decision instanceof Decision.Allowed allowed) {
      json.put("at", allowed.at().toEpochMilli()).put("cost", allowed.cost());
    } else if (decision instanceof Decision.Denied denied) {
      json.put("reason", denied.reason().name())
          .put("retryAfter", millis(denied.retryAfter()))
          .put("violations", denied.violations().stream().map(DecisionText::json).toList());
    }
    json.put("states", decision.states().stream().map(DecisionText::json).toList());
    return Json.text(json.build());
  }

  /**
   * The decision that was written.
   *
   * @throws IllegalArgumentException if none was
   */
  static Decision read(String text) {
    JsonObject json = Json.object(text);
    var states = json.objects("states").stream().map(DecisionText::state).toList();
    if (!json.has("reason")) {
      Instant at = Instant.ofEpochMilli(json.number("at"));
      return new Decision.Allowed(at, json.number("cost"), states);
    }
    return new Decision.Denied(
        Decision.Reason.valueOf(json.string("reason")),
        json.objects("violations").stream().map(DecisionText::violation).toList(),
        duration(json, "retryAfter"),
        states);
  }

  private static JsonObject json(Decision.Violation violation) {
    return JsonObject.builder()
        .put("policy", violation.policy())
        .put("retryAfter", millis(violation.retryAfter()))
        .build();
  }

  private static Decision.Violation violation(JsonObject json) {
    return new Decision.Violation(json.string("policy"), duration(json, "retryAfter"));
  }

  private static JsonObject json(PolicyState state) {
    return JsonObject.builder()
        .put("policy", state.policy())
        .put("quota", state.quota())
        .put("window", millis(state.window()))
        .put("remaining", state.remaining())
        .put("reset", millis(state.reset()))
        .build();
  }

  private static PolicyState state(JsonObject json) {
    return new PolicyState(
        json.string("policy"),
        json.number("quota"),
        duration(json, "window"),
        json.number("remaining"),
        duration(json, "reset"));
  }

  private static Duration duration(JsonObject json, String name) {
    long millis = json.number(name);
    if (millis < 0) {
      throw new JsonException("/" + name, "must not be negative");
    }
    return Duration.ofMillis(millis);
  }

  private static long millis(Duration duration) {
    return duration.plusNanos(999_999).toMillis();
  }
}
