package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.auth.ApiAuthorizer;
import io.saasbricks.auth.Throttle;
import io.saasbricks.core.http.AuthorizerLambda;
import io.saasbricks.examples.chatbot.Backend;
import java.util.Map;

/**
 * Verifies a caller before the function behind a route runs. In front of no route of {@code
 * template.yaml}: an HTTP API turns its refusals into a bare 403, where the functions themselves
 * answer 401 with a problem. Limits stay with the functions, which alone can answer 429.
 */
public final class AuthorizeCaller extends AuthorizerLambda {
  public AuthorizeCaller() {
    this(System.getenv());
  }

  public AuthorizeCaller(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private AuthorizeCaller(Backend backend) {
    super(
        ApiAuthorizer.of(backend.sessions(), backend.keys(), backend.withTenant(), Throttle.none()),
        Format.SIMPLE);
  }
}
