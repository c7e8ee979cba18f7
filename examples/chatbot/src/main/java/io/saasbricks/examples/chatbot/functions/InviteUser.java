package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.users.Team;
import java.util.Map;

/** {@code POST /users}: a person who joins the tenant at their next sign-in with Google. */
public final class InviteUser extends HttpLambda {
  public InviteUser() {
    this(System.getenv());
  }

  public InviteUser(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private InviteUser(Backend backend) {
    this(backend, backend.team());
  }

  private InviteUser(Backend backend, Team team) {
    super(backend.managed(backend.counted(request -> invite(team, request))));
  }

  private static HttpResponse invite(Team team, HttpRequest request) {
    return HttpResponse.json(201, team.invite(TenantContext.of(request), request.json()));
  }
}
