package io.saasbricks.core.tenant;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.identity.Principal;

/**
 * Puts the {@link TenantContext} of the verified caller into the request.
 *
 * <p>No verified caller: 401. Tenant unknown or deleted: 401 too, since its credentials are void.
 * Suspended: 403. Costs no DynamoDB request while the tenant is cached. Safe for concurrent use.
 */
public final class WithTenant implements Middleware {
  private final TenantStore tenants;
  private final PlanCatalogue plans;

  private WithTenant(TenantStore tenants, PlanCatalogue plans) {
    this.tenants = tenants;
    this.plans = plans;
  }

  public static WithTenant of(TenantStore tenants, PlanCatalogue plans) {
    return new WithTenant(tenants, plans);
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    Principal principal =
        request
            .principal()
            .orElseThrow(() -> Problem.unauthorized("No credential was given.").asException());
    return next.handle(contextOf(principal).attachTo(request));
  }

  /**
   * The context of a caller.
   *
   * @throws io.saasbricks.core.http.ProblemException with 401 or 403 if its tenant may not act
   */
  public TenantContext contextOf(Principal principal) {
    Tenant tenant =
        tenants
            .find(principal.tenant())
            .filter(found -> found.status() != Tenant.Status.DELETED)
            .orElseThrow(() -> Problem.unauthorized("The credential is not valid.").asException());
    if (tenant.status() == Tenant.Status.SUSPENDED) {
      throw Problem.of("tenant-suspended", "The account is suspended", 403, "Contact support.")
          .asException();
    }
    return new TenantContext(principal.scope(), tenant, plans.plan(tenant.plan()));
  }
}
