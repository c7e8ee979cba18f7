package io.saasbricks.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.http.FakeContext;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.http.RequestLog;
import io.saasbricks.core.http.TestFunction;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.logs.CapturedLogs;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.MemoryTables;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.time.ManualTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class WithTenantTest {
  private static final TenantId ANN = new TenantId("tenantann");
  private static final Logger LOG = LoggerFactory.getLogger(WithTenantTest.class);

  private final ManualTime time = new ManualTime(Instant.parse("2025-01-01T00:00:00Z"));
  private final Consumption consumption = new Consumption();
  private final SaasTable table =
      SaasTable.of(MemoryTables.guarded(), MemoryTables.NAME, time, consumption);
  private final TenantStore tenants = TenantStore.of(table, time, time.nanos());
  private final WithTenant withTenant = WithTenant.of(tenants, PlanCatalogue.standard());

  @BeforeEach
  void register() {
    tenants.create(ANN, "Ann", "pro");
  }

  @Test
  void theHandlerLearnsTheTenantOfTheCaller() {
    JsonObject answer = function(Principal.of(Principal.Kind.SESSION, ANN, "user1")).get("GET /");
    assertThat(answer.number("statusCode")).isEqualTo(200);
    assertThat(answer.object("headers").string("tenant")).isEqualTo("tenantann/pro");
  }

  @Test
  void nobodyIs401() {
    JsonObject answer = new TestFunction(answering().behind(withTenant)).get("GET /");
    assertThat(answer.number("statusCode")).isEqualTo(401);
    assertThat(answer.object("headers").string("www-authenticate")).isEqualTo("Bearer");
  }

  @Test
  void anUnknownOrDeletedTenantIs401AndLooksTheSame() {
    Principal stranger = Principal.of(Principal.Kind.SESSION, new TenantId("stranger1"), "user1");
    JsonObject unknown = function(stranger).get("GET /");
    tenants.changeStatus(ANN, Tenant.Status.DELETED);
    Principal ann = Principal.of(Principal.Kind.SESSION, ANN, "user1");
    assertThat(function(ann).get("GET /")).isEqualTo(unknown);
    assertThat(unknown.number("statusCode")).isEqualTo(401);
  }

  @Test
  void aSuspendedTenantIs403() {
    tenants.changeStatus(ANN, Tenant.Status.SUSPENDED);
    JsonObject answer = function(Principal.of(Principal.Kind.API_KEY, ANN, "key1")).get("GET /");
    assertThat(answer.number("statusCode")).isEqualTo(403);
    assertThat(answer.string("body")).contains("tenant-suspended");
  }

  @Test
  void aRefreshedContextHasThePlanOfNow() {
    TenantContext before = withTenant.contextOf(Principal.of(Principal.Kind.SESSION, ANN, "user1"));
    TenantStore.of(table, time, time.nanos()).changePlan(ANN, "business");
    assertThat(withTenant.refreshed(before).plan().name()).isEqualTo("business");
    tenants.changeStatus(ANN, Tenant.Status.SUSPENDED);
    assertThatThrownBy(() -> withTenant.refreshed(before)).isInstanceOf(ProblemException.class);
  }

  @Test
  void anIsolatedEnvironmentServesItsOwnTenantOnly() {
    TestFunction function = function(Principal.of(Principal.Kind.SESSION, ANN, "user1"));
    String event = TestFunction.event("GET /");
    assertThat(function.call(event, new FakeContext(3000, "tenantann")).number("statusCode"))
        .isEqualTo(200);
    assertThat(function.call(event, new FakeContext(3000, "tenantbob")).number("statusCode"))
        .isEqualTo(403);
    assertThat(function.call(event, new FakeContext(3000, "")).number("statusCode")).isEqualTo(403);
  }

  @Test
  void aWarmRequestCostsNothing() {
    TestFunction function = function(Principal.of(Principal.Kind.SESSION, ANN, "user1"));
    function.get("GET /");
    Consumption.Snapshot before = consumption.snapshot();
    function.get("GET /");
    assertThat(consumption.snapshot().since(before)).isEqualTo(new Consumption.Snapshot(0, 0, 0));
  }

  @Test
  void everyLineOfTheRequestNamesTheTenant() {
    Principal ann = Principal.of(Principal.Kind.SESSION, ANN, "user1");
    Handler logging =
        request -> {
          LOG.info("working");
          return HttpResponse.empty(204);
        };
    TestFunction function =
        new TestFunction(
            logging.behind(
                RequestLog.of(consumption, time.nanos()),
                (request, next) -> next.handle(request.by(ann)),
                withTenant));
    List<CapturedLogs.Line> lines = CapturedLogs.during(() -> function.get("GET /"));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).context())
        .isEqualTo(Map.of("requestId", "request-1", "tenantId", "tenantann"));
    assertThat(lines.get(1).values())
        .containsEntry("tenantId", "tenantann")
        .containsEntry("plan", "pro");
    assertThat(MDC.get("tenantId")).isNull();
  }

  @Test
  void aRouteWithoutItKnowsNoTenant() {
    HttpRequest request = HttpRequest.of("GET", "/");
    assertThatThrownBy(() -> TenantContext.of(request)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aContextIsOfOneTenant() {
    Tenant tenant = tenants.find(ANN).orElseThrow();
    Principal other = Principal.of(Principal.Kind.SYSTEM, new TenantId("tenantbob"), "x");
    Plan plan = PlanCatalogue.standard().plan("pro");
    assertThatThrownBy(() -> new TenantContext(other.scope(), tenant, plan))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSiloIsRefusedWhereNothingMakesItsClients() {
    TenantPlacement placement = TenantPlacement.of(table);
    TenantContext pooled = withTenant.contextOf(Principal.of(Principal.Kind.SESSION, ANN, "u"));
    assertThat(placement.table(pooled).tenant()).isEqualTo(ANN);
    TenantId siloed = new TenantId("tenantsilo");
    Placement silo = new Placement.Silo("t-silo", "arn:aws:iam::123456789012:role/silo");
    tenants.create(siloed, "Silo", "pro", silo);
    TenantContext context = withTenant.contextOf(Principal.of(Principal.Kind.SESSION, siloed, "u"));
    assertThatThrownBy(() -> placement.table(context))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("tenantsilo");
  }

  @Test
  void plansAreData() {
    PlanCatalogue standard = PlanCatalogue.standard();
    assertThat(standard.plans())
        .extracting(Plan::name)
        .containsExactly("free", "starter", "pro", "business", "enterprise");
    assertThat(standard.plans())
        .extracting(Plan::messages)
        .startsWith(100L, 1000L, 10_000L, 50_000L);
    assertThat(standard.find("gold")).isEmpty();
    assertThatThrownBy(() -> standard.plan("gold"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gold");
  }

  @Test
  void aCatalogueIsChecked() {
    for (String catalogue :
        List.of(
            "{}",
            "{\"p\": {\"apiCalls\": 1, \"messages\": 1, \"storageBytes\": 1, \"users\": 0}}",
            "{\"p\": {\"apiCalls\": -1, \"messages\": 1, \"storageBytes\": 1, \"users\": 1}}",
            "{\"\": {\"apiCalls\": 1, \"messages\": 1, \"storageBytes\": 1, \"users\": 1}}")) {
      JsonObject object = Json.object(catalogue);
      assertThatThrownBy(() -> PlanCatalogue.parse(object))
          .isInstanceOf(IllegalArgumentException.class);
    }
    JsonObject incomplete = Json.object("{\"p\": {\"apiCalls\": 1}}");
    assertThatThrownBy(() -> PlanCatalogue.parse(incomplete))
        .isInstanceOf(JsonException.class)
        .hasMessage("/p/messages is required");
  }

  @Test
  void rolesIncludeLesserOnes() {
    assertThat(Role.OWNER.includes(Role.ADMIN)).isTrue();
    assertThat(Role.ADMIN.includes(Role.ADMIN)).isTrue();
    assertThat(Role.MEMBER.includes(Role.ADMIN)).isFalse();
  }

  private TestFunction function(Principal caller) {
    return new TestFunction(
        answering().behind((request, next) -> next.handle(request.by(caller)), withTenant));
  }

  private static Handler answering() {
    return request -> {
      TenantContext context = TenantContext.of(request);
      return HttpResponse.empty(200).with("tenant", context.id() + "/" + context.plan().name());
    };
  }
}
