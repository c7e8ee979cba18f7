package io.saasbricks.auth;

import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.CursorSeal;
import io.saasbricks.core.table.OutgoingGuard;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.dynamodb.RequestCounter;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.time.ManualTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table, a clock, and as many containers of the service as a test wants. */
final class Lab {
  private static final String TABLE = "auth";

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final SessionPolicy POLICY = SessionPolicy.of("https://api.example", "example");
  static final SessionSecrets SECRETS =
      SessionSecrets.of("s1", Secret.of("0123456789abcdef".repeat(4)));

  final ManualTime time = new ManualTime(START);
  final RequestCounter requests = new RequestCounter();
  final TenantId tenant = TenantId.random(new SecureRandom());
  final Principal owner = owner(tenant);

  private final DynamoDbClient client;

  private Lab(ClientFactory clients) {
    this.client = clients.with(requests, new OutgoingGuard(), new SecretWatch());
  }

  @FunctionalInterface
  interface ClientFactory {
    DynamoDbClient with(ExecutionInterceptor... interceptors);
  }

  /** A table of its own in memory. */
  static Lab inMemory(ExecutionInterceptor... faults) {
    InMemoryDynamoDb database = InMemoryDynamoDb.create(new ManualTime(START));
    StandardTable.create(database.client(), TABLE);
    return new Lab(interceptors -> database.client(joined(interceptors, faults)));
  }

  /** A table of its own in memory, without the SDK's pipeline, which is slow to load. */
  static Lab direct() {
    DynamoDbClient database = InMemoryDynamoDb.create(new ManualTime(START)).directClient();
    StandardTable.create(database, TABLE);
    return new Lab(interceptors -> database);
  }

  /** A table of DynamoDB Local that all tests of this JVM share, each as a tenant of its own. */
  static Lab local() {
    return new Lab(LocalDatabase.SERVER::client);
  }

  private static final class LocalDatabase {
    static final DynamoDbLocal SERVER = withTable();

    private static DynamoDbLocal withTable() {
      DynamoDbLocal server = DynamoDbLocal.shared();
      StandardTable.create(server.client(), TABLE);
      return server;
    }
  }

  private static ExecutionInterceptor[] joined(
      ExecutionInterceptor[] first, ExecutionInterceptor[] second) {
    List<ExecutionInterceptor> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(second));
    return all.toArray(ExecutionInterceptor[]::new);
  }

  static Principal owner(TenantId tenant) {
    return Principal.of(Principal.Kind.SESSION, tenant, "google_1");
  }

  SaasTable table() {
    return SaasTable.of(client, TABLE, time)
        .sealing(CursorSeal.of(() -> Secret.of("0123456789abcdef0123456789abcdef"), time));
  }

  /** A container that knows nothing yet. */
  Container container() {
    return container(KeyPolicy.of("acme"), () -> SECRETS);
  }

  Container container(KeyPolicy policy, Supplier<SessionSecrets> secrets) {
    Revocations revocations = Revocations.of(table(), time, time.nanos());
    return new Container(
        revocations,
        ApiKeys.of(table(), policy, revocations, time),
        Sessions.of(POLICY, secrets, revocations, time));
  }

  /** How many requests the table got while this ran. */
  long requestsDuring(Runnable action) {
    RequestCounter.Snapshot before = requests.snapshot();
    action.run();
    return requests.since(before).total().requests();
  }

  /** One execution environment of the service, with caches of its own. */
  record Container(Revocations revocations, ApiKeys keys, Sessions sessions) {
    /** A key with the scope {@code agents:read}, live, good from anywhere. */
    CreatedKey createKey(Principal actor) {
      return keys.create(actor, liveKey());
    }

    Verification verify(String key) {
      return keys.verify(key, "203.0.113.7");
    }
  }

  static NewKey liveKey() {
    return NewKey.of("build server", KeyEnvironment.LIVE, Set.of("agents:read"));
  }
}
