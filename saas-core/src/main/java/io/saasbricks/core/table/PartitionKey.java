package io.saasbricks.core.table;

import io.saasbricks.core.identity.TenantId;

/**
 * A partition key: either a system-wide one, {@code <TYPE>#<id>...}, or a tenant's, {@code
 * T#<tenant>#<TYPE>#<id>...}. The two never meet, because {@code T} is not a system type.
 *
 * <p>Only {@link SaasTable} takes one. Code that serves a tenant's request uses {@link
 * TenantTable}, which composes its own. Immutable.
 */
public final class PartitionKey {
  private static final int MAX_BYTES = 2048;
  private static final String TENANT = "T";

  private final String encoded;

  private PartitionKey(String encoded) {
    Segments.requireKeySize(encoded, MAX_BYTES, "partition key");
    this.encoded = encoded;
  }

  /**
   * The system-wide partition of this type and ids.
   *
   * @throws IllegalArgumentException if the type is not {@code [A-Z][A-Z0-9_]*} or is {@code T}
   */
  public static PartitionKey system(String type, String... ids) {
    if (type.equals(TENANT)) {
      throw new IllegalArgumentException("type T is kept for tenants");
    }
    return new PartitionKey(ItemCollection.of(type, ids).encoded());
  }

  /** The partition of a tenant's collection. */
  public static PartitionKey of(TenantId tenant, ItemCollection collection) {
    return new PartitionKey(tenantPrefix(tenant) + collection.encoded());
  }

  /** What every partition key of the tenant starts with, and no other tenant's does. */
  static String tenantPrefix(TenantId tenant) {
    return TENANT + Segments.SEPARATOR + tenant.value() + Segments.SEPARATOR;
  }

  /** The key as stored. */
  public String encoded() {
    return encoded;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartitionKey that && encoded.equals(that.encoded);
  }

  @Override
  public int hashCode() {
    return encoded.hashCode();
  }

  @Override
  public String toString() {
    return encoded;
  }
}
