package io.saasbricks.auth;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Update;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * A change of an API key, made if its condition holds of the key as it is then.
 *
 * @param attributes the values that the key's attributes get
 */
record KeyChange(AuditEntry.Action action, Condition condition, Map<String, ?> attributes) {
  static final KeyChange DISABLE =
      status(AuditEntry.Action.KEY_DISABLED, ApiKey.Status.DISABLED, ApiKey.Status.ACTIVE);

  static final KeyChange ENABLE =
      status(AuditEntry.Action.KEY_ENABLED, ApiKey.Status.ACTIVE, ApiKey.Status.DISABLED);

  static final KeyChange REVOKE =
      status(
          AuditEntry.Action.KEY_REVOKED,
          ApiKey.Status.REVOKED,
          ApiKey.Status.ACTIVE,
          ApiKey.Status.DISABLED);

  private static KeyChange status(
      AuditEntry.Action action, ApiKey.Status to, ApiKey.Status... from) {
    return new KeyChange(action, statusIs(from), Map.of("status", to.name()));
  }

  /** Replaced by that key and good until then, if it is good now and has not been replaced. */
  static KeyChange replacedBy(String successor, Instant until, Instant now) {
    Condition condition =
        Condition.all(
            statusIs(ApiKey.Status.ACTIVE),
            attribute("successor").missing(),
            attribute("expiresAt").missing().or(attribute("expiresAt").greaterThan(now)));
    return new KeyChange(
        AuditEntry.Action.KEY_ROTATED,
        condition,
        Map.of("successor", successor, "expiresAt", until));
  }

  private static Condition statusIs(ApiKey.Status... statuses) {
    return attribute("status").in(Arrays.stream(statuses).map(Enum::name).toArray());
  }

  Update update() {
    return attributes.entrySet().stream()
        .map(entry -> Update.set(entry.getKey(), entry.getValue()))
        .reduce(Update.nothing(), Update::and);
  }

  StoredKey applyTo(StoredKey key) {
    Item changed = key.toItem();
    for (Map.Entry<String, ?> entry : attributes.entrySet()) {
      changed = changed.with(entry.getKey(), entry.getValue());
    }
    return StoredKey.fromItem(changed);
  }
}
