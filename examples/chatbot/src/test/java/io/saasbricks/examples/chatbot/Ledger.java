package io.saasbricks.examples.chatbot;

import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.identity.TenantScope;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.Plan;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.StoredBytes;
import io.saasbricks.core.tenant.Tenant;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A tenant as the operator of the backend sees it. Functions that have met the tenant before go on
 * as before for up to 30 seconds, so a test changes it right after the sign-in.
 */
final class Ledger {
  private static final List<String> TABLES =
      List.of("local-AppTable", "local-ConversationsTable", "local-CountersTable");

  /** One for all tests, and without the guard by which the product's own refuses to scan. */
  private static final DynamoDbClient CLIENT = DynamoDbLocal.shared().client();

  private final SaasTable app;
  private final TenantStore tenants;
  private final TenantScope scope;

  private Ledger(SaasTable app, TenantScope scope) {
    this.app = app;
    this.tenants = TenantStore.of(app, InstantSource.system(), System::nanoTime);
    this.scope = scope;
  }

  static Ledger of(Chatbot.Person person) {
    Principal operator =
        Principal.of(Principal.Kind.SYSTEM, new TenantId(person.tenantId()), "operator");
    SaasTable app = SaasTable.of(CLIENT, "local-AppTable", InstantSource.system());
    return new Ledger(app, operator.scope());
  }

  /** Every item of every table that names the tenant, as text. */
  record Inventory(Set<String> items) {}

  Inventory inventory() {
    return new Inventory(
        TABLES.stream()
            .flatMap(table -> CLIENT.scanPaginator(scan -> scan.tableName(table)).items().stream())
            .map(item -> new TreeMap<>(item).toString())
            .filter(item -> item.contains(scope.tenant().value()))
            .collect(Collectors.toSet()));
  }

  void changePlan(String plan) {
    tenants.changePlan(scope.tenant(), plan);
  }

  void limit(Plan.Limit limit, long most) {
    tenants.overrideLimits(scope.tenant(), Map.of(limit, most));
  }

  void suspend() {
    tenants.changeStatus(scope.tenant(), Tenant.Status.SUSPENDED);
  }

  long storedBytes() {
    return StoredBytes.of(app.in(scope), PlanCatalogue.standard().plan("free")).used();
  }
}
