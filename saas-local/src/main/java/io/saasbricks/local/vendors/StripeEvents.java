package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Events that wait for delivery, signed when they are delivered, and those that can be fetched. */
final class StripeEvents {
  private static final String API_VERSION = "2026-10-28.endive";

  private final InstantSource time;
  private final String secret;
  private final StripeWebhook webhook;
  private final List<ObjectNode> waiting = new ArrayList<>();
  private final Map<String, ObjectNode> thinEvents = new LinkedHashMap<>();

  /** Two stand-ins before one database must not give one id twice: receivers remember events. */
  private final String run;

  private int made;

  StripeEvents(InstantSource time, String secret, StripeWebhook webhook) {
    this.time = time;
    this.run = "local" + Long.toString(time.instant().toEpochMilli(), Character.MAX_RADIX);
    this.secret = secret;
    this.webhook = webhook;
  }

  /** Queues a snapshot event: it carries the object as it is now. */
  synchronized void snapshot(String type, JsonNode object) {
    ObjectNode event = Json.object().put("id", nextId()).put("object", "event");
    event.put("api_version", API_VERSION).put("created", time.instant().getEpochSecond());
    event.putObject("data").set("object", object.deepCopy());
    event.put("livemode", false).put("pending_webhooks", 1);
    event.putObject("request").putNull("id").putNull("idempotency_key");
    waiting.add(event.put("type", type));
  }

  /** Queues a thin event, whose data the receiver fetches by its id. */
  synchronized void thin(String type, JsonNode relatedObject, JsonNode data) {
    ObjectNode event = Json.object().put("id", nextId()).put("object", "v2.core.event");
    event.put("type", type).put("livemode", false).put("created", time.instant().toString());
    event.set("related_object", relatedObject);
    thinEvents.put(event.path("id").asText(), event.deepCopy().set("data", data));
    waiting.add(event);
  }

  /** The full thin event of an id. */
  synchronized ObjectNode fetch(String id) {
    ObjectNode event = thinEvents.get(id);
    if (event == null) {
      throw StripeRefusal.notFound("event", id);
    }
    return event;
  }

  /**
   * Delivers what waits, oldest first; what is not accepted waits on. Returns the types and ids
   * accepted.
   */
  List<String> deliver() {
    List<ObjectNode> due;
    synchronized (this) {
      due = List.copyOf(waiting);
      waiting.clear();
    }
    List<String> accepted = new ArrayList<>();
    for (ObjectNode event : due) {
      if (accepted(event.toString())) {
        accepted.add(event.path("type").asText());
      } else {
        synchronized (this) {
          waiting.add(event);
        }
      }
    }
    return accepted;
  }

  private boolean accepted(String payload) {
    try {
      int status = webhook.deliver(payload, signature(payload));
      return status >= 200 && status < 300;
    } catch (IOException unreachable) {
      return false;
    }
  }

  private String signature(String payload) {
    long seconds = time.instant().getEpochSecond();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] hash = mac.doFinal((seconds + "." + payload).getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  private String nextId() {
    return "evt_%s%05d".formatted(run, ++made);
  }
}
