package io.saasbricks.core.tenant;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Item;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * A customer of the service.
 *
 * @param name for people to read; any text
 * @param plan the name of its plan
 * @param overrides limits that a contract sets otherwise than the plan
 * @param placement where its data lies
 * @param createdAt in whole milliseconds
 * @param version 1 at first; grows with every change
 */
public record Tenant(
    TenantId id,
    String name,
    String plan,
    Map<Plan.Limit, Long> overrides,
    Placement placement,
    Status status,
    Instant createdAt,
    long version) {
  /** Where a tenant is in its life. */
  public enum Status {
    /** May act. */
    ACTIVE,
    /** Refused with 403 until it is active again; its data stays. */
    SUSPENDED,
    /** Gone for good. The item stays, so that the id is never given to anyone else. */
    DELETED
  }

  public Tenant {
    overrides = Map.copyOf(overrides);
  }

  Item toItem() {
    return Item.empty()
        .with("tenantId", id.value())
        .with("name", name)
        .with("plan", plan)
        .with("overrides", encode(overrides))
        .with("placement", placement.toItem())
        .with("status", status.name())
        .with("createdAt", createdAt)
        .with("version", version);
  }

  static Tenant fromItem(Item item) {
    return new Tenant(
        new TenantId(item.string("tenantId")),
        item.string("name"),
        item.string("plan"),
        decode(item.map("overrides")),
        Placement.fromItem(item.map("placement")),
        Status.valueOf(item.string("status")),
        item.instant("createdAt"),
        item.number("version"));
  }

  static Item encode(Map<Plan.Limit, Long> overrides) {
    Item item = Item.empty();
    for (Map.Entry<Plan.Limit, Long> override : overrides.entrySet()) {
      item = item.with(override.getKey().member(), override.getValue());
    }
    return item;
  }

  private static Map<Plan.Limit, Long> decode(Item item) {
    Map<Plan.Limit, Long> overrides = new EnumMap<>(Plan.Limit.class);
    for (Plan.Limit limit : Plan.Limit.values()) {
      if (item.has(limit.member())) {
        overrides.put(limit, item.number(limit.member()));
      }
    }
    return overrides;
  }
}
