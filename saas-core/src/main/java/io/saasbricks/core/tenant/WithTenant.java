package io.saasbricks.core.tenant;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantScope;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * Puts the {@link TenantContext} of the verified caller into the request.
 *
 * <p>No verified caller: 401. Tenant unknown or deleted: 401 too, since its credentials are void.
 * Suspended, or not the tenant whose isolated environment Lambda runs the function in: 403. While
 * the request is answered the tenant is in the MDC as {@code tenantId}, and tenant and plan are in
 * the request's log line. Costs no DynamoDB request while the tenant is cached. Safe for concurrent
 * use.
 */
public final class WithTenant implements Middleware {
  private static final String TENANT_ID = "tenantId";

  private final TenantStore tenants;
  private final PlanCatalogue plans;

  private WithTenant(TenantStore tenants, PlanCatalogue plans) {
    this.tenants = tenants;
    this.plans = plans;
  }

  /** A middleware that finds tenants there and their plans in the catalogue. */
  public static WithTenant of(TenantStore tenants, PlanCatalogue plans) {
    return new WithTenant(tenants, plans);
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    Principal principal =
        request
            .principal()
            .orElseThrow(() -> Problem.unauthorized("No credential was given.").asException());
    if (request
        .isolatedTenant()
        .filter(own -> !own.equals(principal.tenant().value()))
        .isPresent()) {
      throw Problem.forbidden("The credential belongs to another account.").asException();
    }
    TenantContext context = contextOf(principal);
    request.facts().put(TENANT_ID, context.id().value());
    request.facts().put("plan", context.plan().name());
    MDC.put(TENANT_ID, context.id().value());
    try {
      return next.handle(context.attachTo(request));
    } finally {
      MDC.remove(TENANT_ID);
    }
  }

  /**
   * The context of a caller.
   *
   * @throws io.saasbricks.core.http.ProblemException with 401 or 403 if its tenant may not act
   */
  public TenantContext contextOf(Principal principal) {
    return contextOf(principal.scope(), tenants.find(principal.tenant()));
  }

  /**
   * The context with the tenant and plan as they are stored now: for what a caller must see at
   * once, such as the plan just paid for. One read unit.
   *
   * @throws io.saasbricks.core.http.ProblemException with 401 or 403 if the tenant may not act
   */
  public TenantContext refreshed(TenantContext context) {
    return contextOf(context.scope(), tenants.refresh(context.id()));
  }

  private TenantContext contextOf(TenantScope scope, Optional<Tenant> stored) {
    Tenant tenant =
        stored
            .filter(found -> found.status() != Tenant.Status.DELETED)
            .orElseThrow(() -> Problem.unauthorized("The credential is not valid.").asException());
    if (tenant.status() == Tenant.Status.SUSPENDED) {
      throw Problem.of("tenant-suspended", "The account is suspended", 403, "Contact support.")
          .asException();
    }
    return new TenantContext(scope, tenant, plans.plan(tenant.plan()).with(tenant.overrides()));
  }
}
