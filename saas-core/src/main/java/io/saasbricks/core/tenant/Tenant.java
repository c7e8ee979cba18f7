package io.saasbricks.core.tenant;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Item;
import java.time.Instant;

/**
 * A customer of the service.
 *
 * @param plan the name of its plan
 * @param version grows with every change
 */
public record Tenant(
    TenantId id, String name, String plan, Status status, Instant createdAt, long version) {

  /** Where a tenant is in its life. */
  public enum Status {
    ACTIVE,
    /** Refused with 403 until it is active again; its data stays. */
    SUSPENDED,
    /** Gone for good. The item stays, so that the id is never given to anyone else. */
    DELETED
  }

  Item toItem() {
    return Item.empty()
        .with("tenantId", id.value())
        .with("name", name)
        .with("plan", plan)
        .with("status", status.name())
        .with("createdAt", createdAt)
        .with("version", version);
  }

  static Tenant fromItem(Item item) {
    return new Tenant(
        new TenantId(item.string("tenantId")),
        item.string("name"),
        item.string("plan"),
        Status.valueOf(item.string("status")),
        item.instant("createdAt"),
        item.number("version"));
  }
}
