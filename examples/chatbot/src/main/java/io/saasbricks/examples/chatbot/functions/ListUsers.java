package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.users.Team;
import java.util.Map;

/** {@code GET /users}: the members of the tenant, and who has been invited. */
public final class ListUsers extends HttpLambda {
  public ListUsers() {
    this(System.getenv());
  }

  public ListUsers(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private ListUsers(Backend backend) {
    this(backend, backend.team());
  }

  private ListUsers(Backend backend, Team team) {
    super(backend.signedIn(request -> list(team, request)));
  }

  private static HttpResponse list(Team team, HttpRequest request) {
    return HttpResponse.ok(
        Paging.json(team.list(TenantContext.of(request), Paging.whole(request))));
  }
}
