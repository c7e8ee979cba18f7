package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticateTest {
  private static final Handler WHO =
      request -> {
        Principal principal = request.principal().orElseThrow();
        return HttpResponse.ok(
            JsonObject.builder()
                .put("kind", principal.kind().name())
                .put("tenant", principal.tenant().value())
                .put("subject", principal.subject())
                .build());
      };

  private final Lab lab = Lab.inMemory();
  private final Lab.Container container = lab.container();
  private final Handler handler =
      WHO.behind(Authenticate.by(container.sessions(), container.keys()));

  @Test
  void aSessionIsTakenAsABearerToken() {
    HttpResponse response = answer("Authorization", "Bearer " + session());

    assertThat(response.status()).isEqualTo(200);
    assertThat(Json.object(response.body()).string("kind")).isEqualTo("SESSION");
    assertThat(Json.object(response.body()).string("subject")).isEqualTo("google_1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer ", "BEARER ", "Bearer "})
  void theSchemeIsTakenInAnyCase(String scheme) {
    assertThat(answer("authorization", scheme + session()).status()).isEqualTo(200);
  }

  @Test
  void anApiKeyIsTakenInEitherHeader() {
    String key = container.createKey(lab.owner).plaintext().take();

    assertThat(answer("x-api-key", key).status()).isEqualTo(200);
    assertThat(answer("authorization", "Bearer " + key).status()).isEqualTo(200);
  }

  @Test
  void withoutACredentialTheAnswerAsksForOne() {
    HttpResponse response = Requests.answer(handler, Requests.with(Map.of()));

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.headers().get("www-authenticate")).contains("Bearer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer  x",
        "Basic YTpi",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer acme_live_0000000000000000000000000000000000000",
        "Bearer acme_live_00000000000000000000000000000000000000"
      })
  void anyBadCredentialGetsOneAndTheSameAnswer(String authorization) {
    HttpResponse response = answer("authorization", authorization);

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.headers().get("www-authenticate"))
        .contains("Bearer error=\"invalid_token\"");
    assertThat(response.body()).isEqualTo(answer("x-api-key", "junk").body());
  }

  @Test
  void twoCredentialsAtOnceAreRefusedEvenIfBothAreGood() {
    String key = container.createKey(lab.owner).plaintext().take();
    HttpRequest both =
        Requests.with(Map.of("authorization", "Bearer " + session(), "x-api-key", key));

    assertThat(Requests.answer(handler, both).status()).isEqualTo(401);
  }

  @Test
  void aSessionIsNoApiKeyAndAnApiKeyInTheWrongSchemeIsNothing() {
    String key = container.createKey(lab.owner).plaintext().take();

    assertThat(answer("x-api-key", session()).status()).isEqualTo(401);
    assertThat(answer("authorization", key).status()).isEqualTo(401);
  }

  @Test
  void headersThatNameATenantChangeNothing() {
    HttpRequest request =
        Requests.with(
            Map.of(
                "authorization", "Bearer " + session(),
                "x-tenant-id", "othertenant",
                "x-amz-tenant-id", "othertenant"));

    assertThat(Json.object(Requests.answer(handler, request).body()).string("tenant"))
        .isEqualTo(lab.tenant.value());
  }

  @Test
  void aStoreThatIsDownIsNoRefusal() {
    Outage outage = new Outage();
    Lab broken = Lab.inMemory(outage);
    Lab.Container cold = broken.container();
    String key = cold.createKey(broken.owner).plaintext().take();
    outage.begin();
    Handler failing = WHO.behind(Authenticate.by(cold.sessions(), cold.keys()));

    assertThatThrownBy(() -> failing.handle(Requests.with("x-api-key", key)))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void usingAKeyIsRememberedAfterTheAnswer() {
    CreatedKey created = container.createKey(lab.owner);
    answer("x-api-key", created.plaintext().take());

    assertThat(container.keys().find(lab.owner.scope(), created.key().keyId()).orElseThrow())
        .extracting(ApiKey::lastUsedAt)
        .isEqualTo(Optional.of(Lab.START));
  }

  @Test
  void anAuthorizersWordIsTakenWithoutARequest() {
    Principal key =
        new Principal(
            Principal.Kind.API_KEY,
            lab.tenant,
            "key_1",
            Set.of("agents:read", "agents:write"),
            Map.of("keyGroup", "key_0"));
    Map<String, String> context = new AuthorizerContext(key, Optional.empty()).toMap("pro");

    Handler behind =
        request -> {
          assertThat(request.principal()).contains(key);
          return HttpResponse.empty(204);
        };
    assertThat(
            lab.requestsDuring(
                () ->
                    assertThat(
                            behind
                                .behind(Authenticate.byAuthorizer())
                                .handle(Requests.authorized(context))
                                .status())
                        .isEqualTo(204)))
        .isZero();
    assertThat(Requests.answer(handler, Requests.authorized(context)).status()).isEqualTo(200);
  }

  @Test
  void aCallerWhomTheAuthorizerAskedToWaitGets429() {
    AuthorizerContext waiting =
        new AuthorizerContext(lab.owner, Optional.of(Duration.ofMillis(1500)));

    HttpResponse response = Requests.answer(handler, Requests.authorized(waiting.toMap("free")));

    assertThat(response.status()).isEqualTo(429);
    assertThat(response.headers().get("retry-after")).contains("2");
  }

  @Test
  void behindAnAuthorizerACredentialAloneIsNotEnough() {
    HttpRequest direct = Requests.with("authorization", "Bearer " + session());

    assertThat(Requests.answer(WHO.behind(Authenticate.byAuthorizer()), direct).status())
        .isEqualTo(401);
  }

  @Test
  void anAuthorizerContextThatIsNotOursIsRefused() {
    for (Map<String, ?> context :
        List.of(
            Map.of("authType", "session"),
            Map.of("authType", "root", "tenantId", "tenant01", "subject", "a", "scopes", ""),
            Map.of("authType", "session", "tenantId", "T1", "subject", "a", "scopes", ""),
            Map.of("authType", 1))) {
      assertThat(Requests.answer(handler, Requests.authorized(context)).status()).isEqualTo(401);
    }
    assertThat(Requests.answer(handler, Requests.authorized(Map.of("userId", "x"))).status())
        .isEqualTo(401);
  }

  private String session() {
    return container.sessions().issue(lab.tenant, "google_1", Set.of(), Map.of()).token().reveal();
  }

  private HttpResponse answer(String header, String value) {
    return Requests.answer(handler, Requests.with(header, value));
  }
}
