package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.users.RequireRole;
import io.saasbricks.examples.chatbot.users.Team;
import java.util.Map;

/** {@code GET /auth/verify}: who the credential speaks for. */
public final class WhoAmI extends HttpLambda {
  public WhoAmI() {
    this(System.getenv());
  }

  public WhoAmI(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private WhoAmI(Backend backend) {
    super(backend.identified(request -> show(backend.withTenant(), request)));
  }

  private static HttpResponse show(WithTenant tenants, HttpRequest request) {
    Principal caller = request.principal().orElseThrow();
    JsonObject.Builder answer = JsonObject.builder();
    if (caller.kind() == Principal.Kind.API_KEY) {
      answer.put("keyId", caller.subject()).put("scopes", caller.scopes());
    } else {
      answer
          .put("userId", caller.subject())
          .put("email", caller.claim("email"))
          .put("role", RequireRole.of(caller).map(Team::text));
    }
    return HttpResponse.ok(
        answer
            .put("tenantId", caller.tenant().value())
            // As stored: somebody who has just paid asks which plan they are on.
            .put("plan", tenants.refreshed(TenantContext.of(request)).plan().name())
            .build());
  }
}
