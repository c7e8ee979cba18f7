package io.saasbricks.core.identity;

/**
 * The capability to reach one tenant's data. Obtained only from a {@link Principal#scope() verified
 * principal}; whoever holds none has no method that takes a tenant's partition key.
 */
public final class TenantScope {
  private final TenantId tenant;

  TenantScope(TenantId tenant) {
    this.tenant = tenant;
  }

  /** The tenant this scope reaches. */
  public TenantId tenant() {
    return tenant;
  }

  @Override
  public String toString() {
    return "TenantScope[" + tenant + "]";
  }
}
