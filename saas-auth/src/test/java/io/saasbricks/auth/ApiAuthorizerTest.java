package io.saasbricks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.http.Authorizer;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.table.StoreUnavailableException;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.Tenant;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiAuthorizerTest {
  private final Outage outage = new Outage();
  private final Lab lab = Lab.inMemory(outage);
  private final Lab.Container container = lab.container();
  private final TenantStore tenants = TenantStore.of(lab.table(), lab.time, lab.time.nanos());
  private final List<Principal> asked = new ArrayList<>();
  private Optional<Duration> wait = Optional.empty();

  private final ApiAuthorizer authorizer =
      ApiAuthorizer.of(
          container.sessions(),
          container.keys(),
          WithTenant.of(tenants, PlanCatalogue.standard()),
          caller -> {
            asked.add(caller);
            return wait;
          });

  @BeforeEach
  void registerTenant() {
    tenants.create(lab.tenant, "Ann's shop", "pro");
  }

  @Test
  void theContextOfAKeyNamesTenantPlanKeyAndScopes() {
    CreatedKey created = container.createKey(lab.owner);

    assertThat(allowed("x-api-key", created.plaintext().take()).context())
        .containsEntry("authType", "api_key")
        .containsEntry("tenantId", lab.tenant.value())
        .containsEntry("plan", "pro")
        .containsEntry("keyId", created.key().keyId())
        .containsEntry("subject", created.key().keyId())
        .containsEntry("scopes", "agents:read")
        .containsEntry("claim_keyGroup", created.key().keyGroup())
        .doesNotContainKey("retryAfter");
  }

  @Test
  void theFunctionBehindSeesThePrincipalThatWasVerified() {
    String token =
        container
            .sessions()
            .issue(lab.tenant, "google_1", Set.of(), Map.of("email", "a@b.example"))
            .token()
            .reveal();
    Authorizer.Decision.Allowed allowed = allowed("authorization", "Bearer " + token);

    Handler function =
        request -> {
          assertThat(request.principal()).contains(asked.get(0));
          return HttpResponse.empty(204);
        };
    assertThat(
            function
                .behind(Authenticate.byAuthorizer())
                .handle(Requests.authorized(allowed.context()))
                .status())
        .isEqualTo(204);
    assertThat(allowed.context()).doesNotContainKey("keyId");
  }

  @Test
  void theContextHoldsNothingSecret() {
    String key = container.createKey(lab.owner).plaintext().take();

    assertThat(allowed("x-api-key", key).context().values())
        .noneMatch(value -> value.contains(key.substring(14)));
  }

  @Test
  void aCallerWhoMustWaitIsLetThroughToBeAnswered429() {
    wait = Optional.of(Duration.ofMillis(10));
    String key = container.createKey(lab.owner).plaintext().take();

    Authorizer.Decision.Allowed allowed = allowed("x-api-key", key);

    assertThat(allowed.context()).containsEntry("retryAfter", "1");
    Handler never =
        request -> {
          throw new AssertionError("called");
        };
    assertThat(
            Requests.answer(
                    never.behind(Authenticate.byAuthorizer()),
                    Requests.authorized(allowed.context()))
                .status())
        .isEqualTo(429);
  }

  @Test
  void aBadCredentialIsDeniedAndNotCounted() {
    assertThat(authorizer.decide(Requests.with("x-api-key", "junk")))
        .isEqualTo(new Authorizer.Decision.Denied());
    assertThat(authorizer.decide(Requests.with(Map.of())))
        .isEqualTo(new Authorizer.Decision.Denied());
    assertThat(asked).isEmpty();
  }

  @Test
  void aSuspendedOrDeletedTenantIsDenied() {
    String key = container.createKey(lab.owner).plaintext().take();
    for (Tenant.Status status : List.of(Tenant.Status.SUSPENDED, Tenant.Status.DELETED)) {
      tenants.changeStatus(lab.tenant, status);

      assertThat(authorizer.decide(Requests.with("x-api-key", key)))
          .isEqualTo(new Authorizer.Decision.Denied());
    }
  }

  @Test
  void aStoreThatIsDownFailsTheCallInsteadOfDenyingIt() {
    String key = container.createKey(lab.owner).plaintext().take();
    outage.begin();

    assertThatThrownBy(() -> authorizer.decide(Requests.with("x-api-key", key)))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void aWarmCallCostsNoRequest() {
    String key = container.createKey(lab.owner).plaintext().take();
    allowed("x-api-key", key);

    assertThat(lab.requestsDuring(() -> allowed("x-api-key", key))).isZero();
  }

  @Test
  void noThrottleLetsEverythingPass() {
    assertThat(Throttle.none().retryAfter(lab.owner)).isEmpty();
  }

  private Authorizer.Decision.Allowed allowed(String header, String value) {
    return (Authorizer.Decision.Allowed) authorizer.decide(Requests.with(header, value));
  }
}
