package io.saasbricks.benchmarks;

import io.saasbricks.auth.ApiKeys;
import io.saasbricks.auth.KeyEnvironment;
import io.saasbricks.auth.KeyPolicy;
import io.saasbricks.auth.NewKey;
import io.saasbricks.auth.Revocations;
import io.saasbricks.auth.SessionPolicy;
import io.saasbricks.auth.SessionSecrets;
import io.saasbricks.auth.Sessions;
import io.saasbricks.auth.Verification;
import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.OutgoingGuard;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What it costs to verify a credential that the container knows: microseconds and DynamoDB
 * requests.
 *
 * <pre>
 * mvn -q package -DskipTests -pl benchmarks -am
 * mvn -q dependency:build-classpath -pl benchmarks -Dmdep.outputFile=target/classpath
 * java -XX:TieredStopAtLevel=1 -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" \
 *     io.saasbricks.benchmarks.WarmVerification [rounds, 200,000 by default]
 * </pre>
 *
 * <p>The flag is that of the Lambda runtime. Time stands still, so that no round reads the
 * revocations; in production one round in five seconds does.
 */
public final class WarmVerification {
  private static final String TABLE = "auth";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Secret SECRET = Secret.of("0123456789abcdef".repeat(4));

  private final LongSupplier nanoTime;
  private final PrintStream out;
  private final Consumption consumption = new Consumption();

  WarmVerification(LongSupplier nanoTime, PrintStream out) {
    this.nanoTime = nanoTime;
    this.out = out;
  }

  /** Measures and prints one line for API keys and one for sessions. */
  public static void main(String[] arguments) {
    int rounds = arguments.length == 0 ? 200_000 : Integer.parseInt(arguments[0]);
    new WarmVerification(System::nanoTime, System.out).run(rounds);
  }

  void run(int rounds) {
    InstantSource time = InstantSource.fixed(NOW);
    InMemoryDynamoDb database = InMemoryDynamoDb.create(time);
    StandardTable.create(database.client(), TABLE);
    SaasTable table = SaasTable.of(database.client(new OutgoingGuard()), TABLE, time, consumption);
    Revocations revocations = Revocations.of(table, time, () -> 0);
    ApiKeys keys = ApiKeys.of(table, KeyPolicy.of("acme"), revocations, time);
    Sessions sessions =
        Sessions.of(
            SessionPolicy.of("https://api.example", "example"),
            () -> SessionSecrets.of("s1", SECRET),
            revocations,
            time);
    TenantId tenant = new TenantId("tenant01");
    Principal owner = Principal.of(Principal.Kind.SESSION, tenant, "google_1");
    NewKey wanted = NewKey.of("benchmark", KeyEnvironment.LIVE, Set.of("agents:read"));
    String key = keys.create(owner, wanted).plaintext().take();
    String session =
        sessions
            .issue(tenant, "google_1", Set.of(), Map.of("email", "a@b.example"))
            .token()
            .reveal();

    measure("API key", rounds, () -> keys.verify(key, "203.0.113.7"));
    measure("session", rounds, () -> sessions.verify(session));
  }

  private void measure(String what, int rounds, Supplier<Verification> verification) {
    time(rounds, verification);
    Consumption.Snapshot before = consumption.snapshot();
    long[] nanos = time(rounds, verification);
    long requests = consumption.snapshot().since(before).requests();
    Arrays.sort(nanos);
    out.printf(
        Locale.ROOT,
        "%s: p50 %.1f us, p99 %.1f us, %d DynamoDB requests in %d rounds%n",
        what,
        nanos[rounds / 2] / 1e3,
        nanos[(int) (rounds * 0.99)] / 1e3,
        requests,
        rounds);
  }

  private long[] time(int rounds, Supplier<Verification> verification) {
    long[] nanos = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = nanoTime.getAsLong();
      Verification result = verification.get();
      nanos[i] = nanoTime.getAsLong() - start;
      if (!(result instanceof Verification.Accepted)) {
        throw new IllegalStateException("refused: " + result);
      }
    }
    return nanos;
  }
}
