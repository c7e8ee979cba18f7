package io.saasbricks.ratelimit;

import io.saasbricks.core.table.DynamoDb;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.dynamodb.LocalTable;
import io.saasbricks.local.dynamodb.RequestCounter;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.simulation.FaultPlan;
import io.saasbricks.local.simulation.FaultyHttpClient;
import io.saasbricks.local.time.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A table with a clock and a count of what calls cost.
 *
 * @param owner a value for subjects that no other test uses
 */
public record TestTable(SaasTable table, String owner, ManualTime time, RequestCounter counter) {
  static final Instant START = Instant.parse("2026-11-15T10:20:30Z");
  private static final String TABLE = "limits";
  private static final RequestCounter COUNTER = new RequestCounter();

  /** A view of DynamoDB Local through the guard that functions have. */
  public static TestTable of(LocalTable local) {
    ManualTime time = new ManualTime(START);
    return new TestTable(
        SaasTable.of(Shared.CLIENT, local.tableName(), time), local.tenant(), time, COUNTER);
  }

  /** An empty table in memory. */
  public static TestTable inMemory() {
    return inMemory(FaultPlan.none());
  }

  /** An empty table in memory whose requests go wrong as planned. */
  public static TestTable inMemory(FaultPlan faults) {
    ManualTime time = new ManualTime(START);
    return inMemory(InMemoryDynamoDb.create(time), time, faults);
  }

  /** A new table in that database, whose requests go wrong as planned. */
  static TestTable inMemory(InMemoryDynamoDb database, ManualTime time, FaultPlan faults) {
    RequestCounter counter = new RequestCounter();
    try (DynamoDbClient plain = database.client()) {
      StandardTable.create(plain, TABLE);
    }
    SdkHttpClient http = FaultyHttpClient.around(database.httpClient(), faults);
    return new TestTable(
        SaasTable.of(
            client(
                http, URI.create("http://memory"), AnonymousCredentialsProvider.create(), counter),
            TABLE,
            time),
        "owner",
        time,
        counter);
  }

  /** What the calls within cost. */
  RequestCounter.Usage cost(Runnable calls) {
    RequestCounter.Snapshot before = counter.snapshot();
    calls.run();
    return counter.since(before).total();
  }

  void advance(Duration duration) {
    time.advance(duration);
  }

  private static DynamoDbClient client(
      SdkHttpClient http,
      URI endpoint,
      AwsCredentialsProvider credentials,
      RequestCounter counter) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(
            DynamoDb.guarded().toBuilder()
                .addExecutionInterceptor(counter)
                .retryStrategy(
                    StandardRetryStrategy.builder()
                        .maxAttempts(3)
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                        .circuitBreakerEnabled(false)
                        .build())
                .build())
        .build();
  }

  private static final class Shared {
    static final DynamoDbClient CLIENT =
        client(
            UrlConnectionHttpClient.create(),
            DynamoDbLocal.shared().endpoint(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
            COUNTER);
  }
}
