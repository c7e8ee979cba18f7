package io.saasbricks.auth;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.identity.Principal;

/**
 * Lets only callers pass that have a scope; others get 403, and callers not verified 401.
 *
 * <p>A session without any scope may do everything its user may. An API key may do only what its
 * scopes name. Stands behind {@link Authenticate}. Safe for concurrent use.
 */
public final class RequireScope implements Middleware {
  private final String scope;

  private RequireScope(String scope) {
    this.scope = Scopes.requireWellFormed(scope);
  }

  /** Asks for that scope: 1 to 64 characters of {@code [a-z0-9:._-]}. */
  public static RequireScope of(String scope) {
    return new RequireScope(scope);
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    Principal principal =
        request
            .principal()
            .orElseThrow(() -> Problem.unauthorized("A credential is required.").asException());
    if (!permits(principal)) {
      throw Problem.forbidden("The credential lacks the scope " + scope + ".")
          .withHeader(
              "www-authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"")
          .asException();
    }
    return next.handle(request);
  }

  private boolean permits(Principal principal) {
    boolean unrestricted =
        principal.kind() == Principal.Kind.SESSION && principal.scopes().isEmpty();
    return unrestricted || principal.scopes().contains(scope);
  }
}
