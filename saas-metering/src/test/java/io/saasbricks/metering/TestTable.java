package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.DynamoDb;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.dynamodb.LocalTable;
import io.saasbricks.local.dynamodb.RequestCounter;
import io.saasbricks.local.time.ManualTime;
import java.net.URI;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table with a clock, a tenant of its own and a count of what calls cost. */
public record TestTable(SaasTable table, TenantId tenant, ManualTime time, RequestCounter counter) {
  private static final Instant START = Instant.parse("2026-11-15T10:20:30Z");
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
    static final DynamoDbClient CLIENT = client(DynamoDbLocal.shared().endpoint());

    private static DynamoDbClient client(URI endpoint) {
      return DynamoDbClient.builder()
          .endpointOverride(endpoint)
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .overrideConfiguration(
              DynamoDb.guarded().toBuilder().addExecutionInterceptor(COUNTER).build())
          .build();
    }
  }
}
