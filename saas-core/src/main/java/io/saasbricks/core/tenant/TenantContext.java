package io.saasbricks.core.tenant;

import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.identity.TenantScope;

/**
 * On whose behalf a request runs.
 *
 * @param scope reaches the tenant's data
 * @param tenant as of at most {@link TenantStore#MAX_STALENESS} ago
 * @param plan what the tenant may use, by its plan and its contract
 */
public record TenantContext(TenantScope scope, Tenant tenant, Plan plan) {
  private static final HttpRequest.Attribute<TenantContext> ATTRIBUTE =
      new HttpRequest.Attribute<>("tenant");

  public TenantContext {
    if (!scope.tenant().equals(tenant.id())) {
      throw new IllegalArgumentException("scope and tenant differ");
    }
  }

  /** The tenant's id. */
  public TenantId id() {
    return tenant.id();
  }

  /**
   * The context of a request that came through {@link WithTenant}.
   *
   * @throws IllegalStateException if it did not
   */
  public static TenantContext of(HttpRequest request) {
    return request
        .get(ATTRIBUTE)
        .orElseThrow(() -> new IllegalStateException("the route is not behind withTenant"));
  }

  HttpRequest attachTo(HttpRequest request) {
    return request.with(ATTRIBUTE, this);
  }
}
