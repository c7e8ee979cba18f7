package io.saasbricks.llm.conversation;

import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.CursorSeal;
import io.saasbricks.core.table.DynamoDb;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.TenantTable;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.dynamodb.LocalTable;
import io.saasbricks.local.dynamodb.RequestCounter;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.time.ManualTime;
import java.net.URI;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A tenant's part of a table, with a clock and a count of what calls cost. */
record TestTable(
    TenantTable table, TenantTable otherTenants, ManualTime time, RequestCounter counter) {
  private static final Instant START = Instant.parse("2026-11-15T10:20:30Z");
  private static final RequestCounter COUNTER = new RequestCounter();

  static TestTable of(LocalTable local) {
    return of(Shared.CLIENT, local.tableName(), local.tenant(), COUNTER, new ManualTime(START));
  }

  static TestTable inMemory() {
    ManualTime time = new ManualTime(START);
    RequestCounter counter = new RequestCounter();
    InMemoryDynamoDb database = InMemoryDynamoDb.create(time);
    try (DynamoDbClient plain = database.client()) {
      StandardTable.create(plain, "conversations");
    }
    DynamoDbClient client = client(database.httpClient(), URI.create("http://memory"), counter);
    return of(client, "conversations", "tenant00", counter, time);
  }

  private static TestTable of(
      DynamoDbClient client, String name, String tenant, RequestCounter counter, ManualTime time) {
    SaasTable table =
        SaasTable.of(client, name, time).sealing(CursorSeal.of(() -> Secret.of("seal"), time));
    return new TestTable(part(table, tenant), part(table, "another0tenant"), time, counter);
  }

  private static TenantTable part(SaasTable table, String tenant) {
    return table.in(Principal.of(Principal.Kind.SYSTEM, new TenantId(tenant), "test").scope());
  }

  private static DynamoDbClient client(SdkHttpClient http, URI endpoint, RequestCounter counter) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(http)
        .overrideConfiguration(
            DynamoDb.guarded().toBuilder().addExecutionInterceptor(counter).build())
        .build();
  }

  /** What the calls within cost. */
  RequestCounter.Usage cost(Runnable calls) {
    RequestCounter.Snapshot before = counter.snapshot();
    calls.run();
    return counter.since(before).total();
  }

  private static final class Shared {
    static final DynamoDbClient CLIENT =
        client(UrlConnectionHttpClient.create(), DynamoDbLocal.shared().endpoint(), COUNTER);
  }
}
