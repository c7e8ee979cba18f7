package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.users.Team;
import java.util.Map;

/** {@code DELETE /users/{userId}}: a member less, whose sessions end, or an invitation less. */
public final class RemoveUser extends HttpLambda {
  public RemoveUser() {
    this(System.getenv());
  }

  public RemoveUser(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private RemoveUser(Backend backend) {
    this(backend, backend.team());
  }

  private RemoveUser(Backend backend, Team team) {
    super(backend.signedIn(request -> remove(team, request)));
  }

  private static HttpResponse remove(Team team, HttpRequest request) {
    team.remove(
        TenantContext.of(request),
        request.principal().orElseThrow(),
        request.pathParameter("userId"));
    return HttpResponse.empty(204);
  }
}
