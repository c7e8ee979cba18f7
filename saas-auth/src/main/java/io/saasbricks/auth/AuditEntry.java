package io.saasbricks.auth;

import io.saasbricks.core.table.Item;
import java.time.Instant;

/**
 * One thing that was done to a tenant's credentials.
 *
 * @param entryId sorts by time
 * @param subject the id of the key, session, user or tenant it was done to; never a secret
 * @param actor the id of the user, key or job that did it
 */
public record AuditEntry(String entryId, Action action, String subject, String actor, Instant at) {

  /** What was done. */
  public enum Action {
    KEY_CREATED,
    KEY_IMPORTED,
    KEY_ROTATED,
    KEY_DISABLED,
    KEY_ENABLED,
    KEY_REVOKED,
    /** Somebody reported the key as found where it should not be. */
    KEY_LEAKED,
    SESSION_ENDED,
    USER_REVOKED,
    TENANT_REVOKED
  }

  Item toItem() {
    return Item.empty()
        .with("entryId", entryId)
        .with("action", action.name())
        .with("subject", subject)
        .with("actor", actor)
        .with("at", at);
  }

  static AuditEntry fromItem(Item item) {
    return new AuditEntry(
        item.string("entryId"),
        Action.valueOf(item.string("action")),
        item.string("subject"),
        item.string("actor"),
        item.instant("at"));
  }
}
