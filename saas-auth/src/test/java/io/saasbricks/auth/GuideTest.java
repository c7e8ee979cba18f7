package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.net.Transport;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs the Java of {@code docs/auth.md}; a test of docs holds the guide to it. */
class GuideTest {
  private final Lab lab = Lab.inMemory();
  private final Principal owner = lab.owner;
  private final TenantStore tenants = TenantStore.of(lab.table(), lab.time, lab.time.nanos());

  @Test
  void theGuidesWiringLetsAKeyWithTheScopePass() {
    SaasTable table = lab.table();
    InstantSource time = lab.time;
    SessionSecrets secrets = Lab.SECRETS;
    Handler handler = request -> HttpResponse.empty(204);
    tenants.create(lab.tenant, "Ann's shop", "free");

    Revocations revocations = Revocations.of(table, time, System::nanoTime);
    ApiKeys keys = ApiKeys.of(table, KeyPolicy.of("acme"), revocations, time);
    Sessions sessions =
        Sessions.of(
            SessionPolicy.of("https://api.example.com", "acme"), () -> secrets, revocations, time);

    Handler guarded =
        handler.behind(
            Authenticate.by(sessions, keys),
            WithTenant.of(tenants, PlanCatalogue.standard()),
            RequireScope.of("agents:write"));

    CreatedKey created =
        keys.create(owner, NewKey.of("build server", KeyEnvironment.LIVE, Set.of("agents:read")));
    String shownOnce = created.plaintext().take();

    assertThat(Requests.answer(guarded, Requests.with("x-api-key", shownOnce)).status())
        .isEqualTo(403);
    NewKey writing = NewKey.of("build server", KeyEnvironment.LIVE, Set.of("agents:write"));
    String other = keys.create(owner, writing).plaintext().take();
    assertThat(Requests.answer(guarded, Requests.with("x-api-key", other)).status()).isEqualTo(204);
  }

  @Test
  void theGuidesSignInIssuesASession() {
    String clientId = "web.apps.example";
    Transport transport = new KeyServer().serving(KeyServer.jwk("k1", Forge.KEYS));
    InstantSource time = lab.time;
    Sessions sessions = lab.container().sessions();
    long now = Lab.START.getEpochSecond();
    String claims =
        """
        {"iss":"accounts.google.com","aud":"%s","sub":"1","iat":%d,"exp":%d}"""
            .formatted(clientId, now, now + 60);
    String header = "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"JWT\"}";
    String credential = Forge.rs256(header, claims, Forge.KEYS.getPrivate());
    String token = "";

    GoogleSignIn google =
        GoogleSignIn.of(
            Set.of(clientId), GoogleSignIn.GOOGLE_KEYS, transport, time, System::nanoTime);
    if (google.verify(credential) instanceof GoogleSignIn.Outcome.SignedIn signedIn) {
      IssuedSession session =
          sessions.issue(tenantOf(signedIn.user()), signedIn.user().userId(), Set.of(), Map.of());
      token = session.token().reveal();
    }

    assertThat(sessions.verify(token)).isInstanceOf(Verification.Accepted.class);
  }

  private TenantId tenantOf(GoogleUser user) {
    assertThat(user.subject()).isEqualTo("1");
    return lab.tenant;
  }
}
