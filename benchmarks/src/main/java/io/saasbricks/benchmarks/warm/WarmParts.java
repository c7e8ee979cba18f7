package io.saasbricks.benchmarks.warm;

import io.saasbricks.auth.ApiKeys;
import io.saasbricks.auth.Authenticate;
import io.saasbricks.auth.KeyEnvironment;
import io.saasbricks.auth.KeyPolicy;
import io.saasbricks.auth.NewKey;
import io.saasbricks.auth.RequireScope;
import io.saasbricks.auth.Revocations;
import io.saasbricks.auth.SessionPolicy;
import io.saasbricks.auth.SessionSecrets;
import io.saasbricks.auth.Sessions;
import io.saasbricks.benchmarks.Report;
import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.http.Cors;
import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.Headers;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.OutgoingGuard;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.ratelimit.abuse.MessageDetector;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The middleware chain around a handler that does nothing, and parts of it, with everything cached:
 * microseconds, CPU time and bytes of one time, in one thread. Time stands still, so that no cache
 * ages and no request reads DynamoDB.
 */
public final class WarmParts {
  private static final String TABLE = "warm";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Secret SECRET = Secret.of("0123456789abcdef".repeat(4));
  private static final TenantId TENANT = new TenantId("tenant01");
  private static final String MESSAGE =
      "Hello, do you have rye bread tomorrow, and may I order two loaves for Saturday morning?";

  private final InstantSource time = InstantSource.fixed(NOW);
  private final Sessions sessions;
  private final ApiKeys keys;
  private final WithTenant withTenant;

  private WarmParts() {
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
  }

  /**
   * Measures and prints.
   *
   * @param arguments repetitions of each round; nothing for 20,000
   */
  public static void main(String[] arguments) {
    int repetitions = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
    new WarmParts().run(System::nanoTime, repetitions, System.out);
  }

  private void run(LongSupplier nanoTime, int repetitions, PrintStream out) {
    Principal owner = Principal.of(Principal.Kind.SESSION, TENANT, "google_1");
    NewKey wish = NewKey.of("benchmark", KeyEnvironment.LIVE, Set.of("agents:read"));
    String key = keys.create(owner, wish).plaintext().take();
    String session =
        sessions
            .issue(TENANT, "google_1", Set.of(), Map.of("email", "a@b.example"))
            .token()
            .reveal();
    Handler chain = chain();
    MessageDetector detector = MessageDetector.standard();

    Meter meter = new Meter(nanoTime, repetitions);
    Report report = new Report("warm", out);
    report.add(
        "chain, session",
        meter.measure(() -> chain.handle(by("authorization", "Bearer " + session))));
    report.add("chain, API key", meter.measure(() -> chain.handle(by("x-api-key", key))));
    report.add("session verified", meter.measure(() -> sessions.verify(session)));
    report.add("API key verified", meter.measure(() -> keys.verify(key, "203.0.113.7")));
    report.add("message judged", meter.measure(() -> detector.inspect(MESSAGE)));
    report.print();
  }

  /** What stands around every route for identified callers, but for the log line. */
  private Handler chain() {
    Handler nothing = request -> HttpResponse.ok(JsonObject.builder().put("ok", true).build());
    return nothing
        .behind(Authenticate.by(sessions, keys), RequireScope.of("agents:read"), withTenant)
        .behind(Cors.allowing(List.of("https://app.example")));
  }

  private static HttpRequest by(String header, String credential) {
    return HttpRequest.of(
        new HttpRequest.Parts(
            "GET",
            "GET /agents",
            "/agents",
            Map.of(),
            Map.of(),
            Headers.of(Map.of(header, credential, "origin", "https://app.example")),
            Map.of(),
            new byte[0],
            "203.0.113.7",
            "request",
            JsonObject.builder().build(),
            Deadline.in(Duration.ofSeconds(30), System::nanoTime)));
  }
}
