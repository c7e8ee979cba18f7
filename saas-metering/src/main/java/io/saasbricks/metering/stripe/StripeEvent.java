package io.saasbricks.metering.stripe;

import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Something that happened at Stripe.
 *
 * @param id the same in every delivery of this event
 * @param type such as {@code invoice.created}
 * @param created when it happened, to the second; deliveries come in any order
 * @param json the whole event
 */
public record StripeEvent(String id, String type, Instant created, JsonObject json) {
  /**
   * The event in that object; a full one, or a thin one of the v2 API.
   *
   * @throws JsonException if id, type or time is missing
   */
  public static StripeEvent of(JsonObject json) {
    return new StripeEvent(json.string("id"), json.string("type"), created(json), json);
  }

  /**
   * What it happened to, such as the invoice, as it was then.
   *
   * @throws JsonException if the event is a thin one
   */
  public JsonObject object() {
    return json.object("data").object("object");
  }

  private static Instant created(JsonObject json) {
    if (json.members().get("created") instanceof String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new JsonException("/created", "must be a time");
      }
    }
    return seconds(json, "created");
  }

  /** A time as Stripe writes it; one that is past all calendars is refused. */
  static Instant seconds(JsonObject json, String name) {
    try {
      return Instant.ofEpochSecond(json.number(name));
    } catch (DateTimeException e) {
      throw new JsonException("/" + name, "must be a time");
    }
  }
}
