package io.saasbricks.auth;

import io.saasbricks.core.http.Authorizer;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.WithTenant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies credentials before any function is called. The functions behind it need only {@link
 * Authenticate#byAuthorizer}.
 *
 * <p>An HTTP API can answer a refusal with nothing but 403. So a caller who must wait is let
 * through with the wait in the context, and {@code Authenticate} answers 429 with {@code
 * Retry-After}. Set the authorizer's result time-to-live to zero: reused results are not counted,
 * and a reused wait would lock the caller out for as long.
 *
 * <pre>{@code
 * public final class AuthorizerFunction extends AuthorizerLambda {
 *   public AuthorizerFunction() {
 *     super(ApiAuthorizer.of(sessions, keys, tenants, throttle), Format.SIMPLE);
 *   }
 * }
 * }</pre>
 */
public final class ApiAuthorizer implements Authorizer {
  private static final Logger LOG = LoggerFactory.getLogger(ApiAuthorizer.class);

  private final Credentials credentials;
  private final WithTenant tenants;
  private final Throttle throttle;

  private ApiAuthorizer(Credentials credentials, WithTenant tenants, Throttle throttle) {
    this.credentials = credentials;
    this.tenants = tenants;
    this.throttle = throttle;
  }

  /**
   * Takes credentials that these have issued.
   *
   * @param tenants tells whether the caller's tenant may act, and its plan
   * @param throttle asked once for each verified call
   */
  public static ApiAuthorizer of(
      Sessions sessions, ApiKeys keys, WithTenant tenants, Throttle throttle) {
    return new ApiAuthorizer(new Credentials(sessions, keys), tenants, throttle);
  }

  @Override
  public Decision decide(HttpRequest request) {
    Verification verification = credentials.verify(request);
    if (verification instanceof Verification.Accepted accepted) {
      return allowed(request, accepted.principal());
    }
    Credentials.log(LOG, request, (Verification.Refused) verification);
    return new Decision.Denied();
  }

  private Decision allowed(HttpRequest request, Principal principal) {
    try {
      TenantContext tenant = tenants.contextOf(principal);
      AuthorizerContext context = new AuthorizerContext(principal, throttle.retryAfter(principal));
      credentials.noteUse(principal);
      return new Decision.Allowed(principal.subject(), context.toMap(tenant.plan().name()));
    } catch (ProblemException e) {
      LOG.atInfo()
          .addKeyValue("reason", e.problem().type())
          .addKeyValue("tenantId", principal.tenant())
          .addKeyValue("route", request.parts().route())
          .log("tenant refused");
      return new Decision.Denied();
    }
  }
}
