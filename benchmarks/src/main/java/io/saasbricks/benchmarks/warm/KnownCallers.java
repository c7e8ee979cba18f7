package io.saasbricks.benchmarks.warm;

import io.saasbricks.auth.ApiKeys;
import io.saasbricks.auth.KeyEnvironment;
import io.saasbricks.auth.KeyPolicy;
import io.saasbricks.auth.NewKey;
import io.saasbricks.auth.Revocations;
import io.saasbricks.auth.SessionPolicy;
import io.saasbricks.auth.SessionSecrets;
import io.saasbricks.auth.Sessions;
import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.OutgoingGuard;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * A container that has one tenant's session and API key, and what it takes to verify them. Time
 * stands still, so that no cache ages and nothing known is read again; in production one request in
 * five seconds reads the revocations.
 */
public final class KnownCallers {
  private static final String TABLE = "warm";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Secret SECRET = Secret.of("0123456789abcdef".repeat(4));
  private static final TenantId TENANT = new TenantId("tenant01");

  /** What the key may do, and the session. */
  static final String SCOPE = "agents:read";

  private final Sessions sessions;
  private final ApiKeys keys;
  private final WithTenant withTenant;
  private final String session;
  private final String key;

  /** A tenant of its own in a database in memory. */
  public KnownCallers() {
    InstantSource time = InstantSource.fixed(NOW);
    InMemoryDynamoDb database = InMemoryDynamoDb.create(time);
    StandardTable.create(database.client(), TABLE);
    SaasTable table = SaasTable.of(database.client(new OutgoingGuard()), TABLE, time);
    Revocations revocations = Revocations.of(table, time, () -> 0);
    TenantStore tenants = TenantStore.of(table, time, () -> 0);
    tenants.create(TENANT, "Rye & Co", "enterprise");
    this.withTenant = WithTenant.of(tenants, PlanCatalogue.standard());
    this.keys = ApiKeys.of(table, KeyPolicy.of("acme"), revocations, time);
    this.sessions =
        Sessions.of(
            SessionPolicy.of("https://api.example", "example"),
            () -> SessionSecrets.of("s1", SECRET),
            revocations,
            time);
    Principal owner = Principal.of(Principal.Kind.SESSION, TENANT, "google_1");
    this.key =
        keys.create(owner, NewKey.of("benchmark", KeyEnvironment.LIVE, Set.of(SCOPE)))
            .plaintext()
            .take();
    this.session =
        sessions
            .issue(TENANT, owner.subject(), Set.of(), Map.of("email", "a@b.example"))
            .token()
            .reveal();
  }

  public Sessions sessions() {
    return sessions;
  }

  public ApiKeys keys() {
    return keys;
  }

  WithTenant withTenant() {
    return withTenant;
  }

  /** The session's token. */
  public String session() {
    return session;
  }

  /** The API key's plain text. */
  public String key() {
    return key;
  }
}
