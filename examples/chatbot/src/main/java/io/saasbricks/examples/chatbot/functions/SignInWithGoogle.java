package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.auth.GoogleSignIn;
import io.saasbricks.auth.IssuedSession;
import io.saasbricks.auth.Sessions;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.RequestBody;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.examples.chatbot.Backend;
import io.saasbricks.examples.chatbot.billing.BillingAccounts;
import io.saasbricks.examples.chatbot.users.Accounts;
import io.saasbricks.examples.chatbot.users.RequireRole;
import io.saasbricks.examples.chatbot.users.Team;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** {@code POST /auth/google}: a Google credential for a session. */
public final class SignInWithGoogle extends HttpLambda {
  private static final int LONGEST_CREDENTIAL = 8_192;

  public SignInWithGoogle() {
    this(System.getenv());
  }

  public SignInWithGoogle(Map<String, String> environment) {
    super(route(new Backend(environment)));
  }

  private static Handler route(Backend backend) {
    GoogleSignIn google =
        GoogleSignIn.of(
            Set.of(backend.environment().required("GOOGLE_CLIENT_ID")),
            URI.create(backend.environment().required("GOOGLE_JWKS_URL")),
            backend.transport(),
            backend.time(),
            backend.nanoTime());
    Accounts accounts =
        new Accounts(
            backend.app(),
            backend.tenants(),
            backend.members(),
            backend.random(),
            new BillingAccounts(backend.app())::open);
    return backend.open(request -> signIn(google, accounts, backend.sessions(), request));
  }

  private static HttpResponse signIn(
      GoogleSignIn google, Accounts accounts, Sessions sessions, HttpRequest request) {
    RequestBody body = request.json();
    String credential = body.text("credential", LONGEST_CREDENTIAL);
    body.check();
    if (!(google.verify(credential) instanceof GoogleSignIn.Outcome.SignedIn signedIn)) {
      throw Problem.unauthorized("The credential is not valid.").asException();
    }
    Accounts.Account account = accounts.signIn(signedIn.user());
    IssuedSession session =
        sessions.issue(
            account.tenant().id(),
            account.user().userId(),
            Set.of(),
            Map.of("email", account.user().email(), RequireRole.CLAIM, account.role().name()));
    return HttpResponse.ok(
        JsonObject.builder()
            .put("token", session.token().reveal())
            .put("expiresAt", session.expiresAt())
            .put("user", json(account))
            .build());
  }

  private static JsonObject json(Accounts.Account account) {
    return JsonObject.builder()
        .put("userId", account.user().userId())
        .put("email", account.user().email())
        .put("name", account.user().name())
        .put("picture", account.user().picture())
        .put("tenantId", account.tenant().id().value())
        .put("plan", account.tenant().plan())
        .put("role", Team.text(account.role()))
        .build();
  }
}
