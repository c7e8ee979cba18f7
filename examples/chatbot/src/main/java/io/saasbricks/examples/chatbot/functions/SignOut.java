package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.auth.Sessions;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.examples.chatbot.Backend;
import java.util.Map;

/** {@code POST /auth/logout}: after which the session is refused everywhere within 5 seconds. */
public final class SignOut extends HttpLambda {
  public SignOut() {
    this(System.getenv());
  }

  public SignOut(Map<String, String> environment) {
    this(new Backend(environment));
  }

  private SignOut(Backend backend) {
    super(backend.signedIn(request -> end(backend.sessions(), request)));
  }

  private static HttpResponse end(Sessions sessions, HttpRequest request) {
    sessions.end(request.principal().orElseThrow());
    return HttpResponse.empty(204);
  }
}
