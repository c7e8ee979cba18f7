package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.DynamoDb;
import io.saasbricks.core.table.SaasTable;
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

/** A table with a clock, a tenant of its own and a count of what calls cost. */
public record TestTable(SaasTable table, TenantId tenant, ManualTime time, RequestCounter counter) {
  private static final Instant START = Instant.parse("2026-11-15T10:20:30Z");
  private static final String TABLE = "usage";
  private static final RequestCounter COUNTER = new RequestCounter();

  /** A view of DynamoDB Local through the guard that functions have. */
  public static TestTable of(LocalTable local) {
    ManualTime time = new ManualTime(START);
    return new TestTable(
        SaasTable.of(Shared.CLIENT, local.tableName(), time),
        new TenantId(local.tenant()),
        time,
        COUNTER);
  }

  /** An empty table in memory. */
  public static TestTable inMemory() {
    ManualTime time = new ManualTime(START);
    RequestCounter counter = new RequestCounter();
    InMemoryDynamoDb database = InMemoryDynamoDb.create(time);
    try (DynamoDbClient plain = database.client()) {
      StandardTable.create(plain, TABLE);
    }
    return new TestTable(
        SaasTable.of(
            client(database.httpClient(), URI.create("http://memory"), counter), TABLE, time),
        new TenantId("tenant00"),
        time,
        counter);
  }

  /** A client as functions have it, over that HTTP client, to a database that has the table. */
  public static DynamoDbClient client(SdkHttpClient http, URI endpoint, RequestCounter counter) {
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
  public RequestCounter.Snapshot cost(Runnable calls) {
    RequestCounter.Snapshot before = counter.snapshot();
    calls.run();
    return counter.since(before);
  }

  /** The write units that the calls within cost. */
  public double writeUnits(Runnable calls) {
    return cost(calls).total().writeUnits();
  }

  /** The read units that the calls within cost. */
  public double readUnits(Runnable calls) {
    return cost(calls).total().readUnits();
  }

  private static final class Shared {
    static final DynamoDbClient CLIENT =
        client(UrlConnectionHttpClient.create(), DynamoDbLocal.shared().endpoint(), COUNTER);
  }
}
