package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.Headers;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.InvalidCursorException;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.Tenant;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ways to be taken for another tenant. The caller is Mallory; the victim is Bob. */
class IdentityAttacksTest {
  private final Lab lab = Lab.inMemory();
  private final Lab.Container container = lab.container();
  private final TenantId mallory = lab.tenant;
  private final TenantId bob = new TenantId("bobsbakery");
  private final TenantStore tenants = TenantStore.of(lab.table(), lab.time, lab.time.nanos());

  private final Handler whose =
      ((Handler)
              request -> HttpResponse.empty(TenantContext.of(request).id().equals(bob) ? 299 : 204))
          .behind(
              Authenticate.by(container.sessions(), container.keys()),
              WithTenant.of(tenants, PlanCatalogue.standard()));

  @BeforeEach
  void registerTenants() {
    tenants.create(mallory, "Mallory", "free");
    tenants.create(bob, "Bob", "pro");
  }

  @Test
  void aTenantNamedInHeaderQueryPathBodyOrCookieCountsForNothing() {
    HttpRequest request =
        HttpRequest.of(
            new HttpRequest.Parts(
                "POST",
                "POST /tenants/{tenantId}",
                "/tenants/" + bob,
                Map.of("tenantId", bob.value()),
                Map.of("tenantId", List.of(bob.value())),
                Headers.of(
                    Map.of(
                        "authorization", "Bearer " + session(mallory),
                        "x-tenant-id", bob.value(),
                        "x-amz-tenant-id", bob.value())),
                Map.of("tenantId", bob.value()),
                Forge.utf8("{\"tenantId\":\"" + bob + "\"}"),
                "203.0.113.7",
                "r1",
                JsonObject.builder().put("tenantId", bob.value()).build(),
                Deadline.in(Duration.ofSeconds(30), System::nanoTime)));

    assertThat(Requests.answer(whose, request).status()).isEqualTo(204);
  }

  @Test
  void malloryCannotManageBobsKeysByTheirIds() {
    Principal bobsOwner = Lab.owner(bob);
    CreatedKey bobs = container.createKey(bobsOwner);
    String keyId = bobs.key().keyId();

    assertThat(container.keys().find(lab.owner.scope(), keyId)).isEmpty();
    assertThat(container.keys().disable(lab.owner, keyId)).isEmpty();
    assertThat(container.keys().enable(lab.owner, keyId)).isEmpty();
    assertThat(container.keys().revoke(lab.owner, keyId)).isEmpty();
    assertThat(container.keys().rotate(lab.owner, keyId, Duration.ZERO)).isEmpty();
    assertThat(container.verify(bobs.plaintext().take())).isInstanceOf(Verification.Accepted.class);
  }

  @Test
  void malloryCannotContinueBobsListWithItsCursor() {
    Principal bobsOwner = Lab.owner(bob);
    container.createKey(bobsOwner);
    container.createKey(bobsOwner);
    Optional<String> cursor =
        container.keys().list(bobsOwner.scope(), PageRequest.first(1)).cursor();

    assertThat(cursor).isPresent();
    assertThatThrownBy(
            () -> container.keys().list(lab.owner.scope(), PageRequest.first(1).after(cursor)))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void endingMallorysTenantOrUserLeavesBobsAlone() {
    String bobs = session(bob);

    container.revocations().endTenant(lab.owner);
    container.revocations().endUser(lab.owner, "google_1");

    assertThat(lab.container().sessions().verify(bobs)).isInstanceOf(Verification.Accepted.class);
  }

  @Test
  void aSessionIsNeitherAnApiKeyNorACursor() {
    String session = session(mallory);

    assertThat(container.verify(session)).isInstanceOf(Verification.Refused.class);
    assertThatThrownBy(
            () ->
                container
                    .keys()
                    .list(lab.owner.scope(), PageRequest.first(1).after(Optional.of(session))))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void aCursorIsNoSession() {
    container.createKey(lab.owner);
    container.createKey(lab.owner);
    String cursor =
        container.keys().list(lab.owner.scope(), PageRequest.first(1)).cursor().orElseThrow();

    assertThat(container.sessions().verify(cursor))
        .isEqualTo(Verification.refused(Refusal.MALFORMED));
  }

  @Test
  void aSuspendedTenantIsRefusedAndADeletedOneNotKnown() {
    String session = session(mallory);
    tenants.changeStatus(mallory, Tenant.Status.SUSPENDED);
    assertThat(status(session)).isEqualTo(403);
    tenants.changeStatus(mallory, Tenant.Status.DELETED);
    assertThat(status(session)).isEqualTo(401);
  }

  @Test
  void theIdOfADeletedTenantIsNeverGivenAgainSoItsCredentialsReachNobody() {
    tenants.changeStatus(mallory, Tenant.Status.DELETED);

    assertThatThrownBy(() -> tenants.create(mallory, "Trent", "free"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSessionOfAnotherDeploymentWithTheSameSecretIsRefused() {
    Sessions staging =
        Sessions.of(
            SessionPolicy.of("https://staging.example", "example"),
            () -> Lab.SECRETS,
            container.revocations(),
            lab.time);
    String session = staging.issue(bob, "google_1", Set.of(), Map.of()).token().reveal();

    assertThat(container.sessions().verify(session))
        .isInstanceOfSatisfying(
            Verification.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Refusal.ISSUER));
  }

  @Test
  void factsThatTheApplicationAddsCannotReplaceThoseOfTheSession() {
    String session =
        container
            .sessions()
            .issue(
                mallory,
                "google_1",
                Set.of(),
                Map.of(Claim.SESSION_ID, "other", "tenant", bob.value(), "sub", "google_2"))
            .token()
            .reveal();

    Principal principal =
        ((Verification.Accepted) container.sessions().verify(session)).principal();
    assertThat(principal.tenant()).isEqualTo(mallory);
    assertThat(principal.subject()).isEqualTo("google_1");
    assertThat(principal.claim(Claim.SESSION_ID)).isNotEqualTo(Optional.of("other"));
  }

  private int status(String session) {
    return Requests.answer(whose, Requests.with("authorization", "Bearer " + session)).status();
  }

  private String session(TenantId tenant) {
    return container.sessions().issue(tenant, "google_1", Set.of(), Map.of()).token().reveal();
  }
}
