package io.saasbricks.examples.chatbot.keys;

import io.saasbricks.auth.ApiKey;
import io.saasbricks.auth.CidrBlock;
import io.saasbricks.auth.CreatedKey;
import io.saasbricks.auth.Rotation;
import io.saasbricks.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** API keys as the API shows them. */
public final class KeyView {
  private KeyView() {}

  /** A key as its owner sees it at that time. */
  public static JsonObject json(ApiKey key, Instant now) {
    return writeTo(JsonObject.builder().put("keyId", key.keyId()), key, now).build();
  }

  /** A key that has just been made, with its text, which is shown here only. */
  public static JsonObject json(CreatedKey created, KeyWish wish, Instant now) {
    return withText(created, now)
        .put("rateLimit", wish.callsPerMinute().orElse(KeyLimits.USUAL))
        .build();
  }

  /** A key that replaces another, with its text, and how long the other stays good. */
  public static JsonObject json(Rotation.Rotated rotated, Instant now) {
    JsonObject predecessor =
        JsonObject.builder()
            .put("keyId", rotated.predecessor().keyId())
            .put("validUntil", rotated.predecessor().expiresAt())
            .build();
    return withText(rotated.successor(), now).put("predecessor", predecessor).build();
  }

  private static JsonObject.Builder withText(CreatedKey created, Instant now) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("keyId", created.key().keyId())
            .put("key", created.plaintext().take());
    return writeTo(json, created.key(), now);
  }

  private static JsonObject.Builder writeTo(JsonObject.Builder json, ApiKey key, Instant now) {
    return json.put("name", key.name())
        .put("environment", key.environment().text())
        .put("hint", key.hint())
        .put("scopes", key.scopes().stream().sorted().toList())
        .put("allowedCidrs", key.allowedAddresses().stream().map(CidrBlock::toString).toList())
        .put("status", status(key, now))
        .put("createdAt", key.createdAt())
        .put("lastUsedAt", key.lastUsedAt())
        .put("expiresAt", key.expiresAt());
  }

  private static String status(ApiKey key, Instant now) {
    boolean over = key.status() == ApiKey.Status.ACTIVE && key.expired(now);
    return over ? "expired" : key.status().name().toLowerCase(Locale.ROOT);
  }
}
