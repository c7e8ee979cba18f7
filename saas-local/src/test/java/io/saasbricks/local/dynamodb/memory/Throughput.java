package io.saasbricks.local.dynamodb.memory;

import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.dynamodb.LocalClient;
import io.saasbricks.local.dynamodb.StandardTable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.IntConsumer;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A program that prints calls a second through the real SDK over both databases: by the clock, and
 * by the caller's processor time, which other programs on the machine disturb less.
 */
final class Throughput {
  private static final int CALLS_IN_MEMORY = 20_000;
  private static final int CALLS_OVER_HTTP = 2_000;
  private static final int ROUNDS = 3;

  private Throughput() {}

  public static void main(String[] arguments) {
    SdkHttpClient memory = InMemoryDynamoDb.create(InstantSource.system()).httpClient();
    measure("memory", client(memory, URI.create("http://dynamodb.memory")), CALLS_IN_MEMORY);
    long start = System.nanoTime();
    DynamoDbLocal local = DynamoDbLocal.start();
    System.out.printf("DynamoDB Local started in %d ms%n", (System.nanoTime() - start) / 1_000_000);
    measure("local", client(Apache5HttpClient.create(), local.endpoint()), CALLS_OVER_HTTP);
    local.close();
  }

  private static DynamoDbClient client(SdkHttpClient http, URI endpoint) {
    return LocalClient.builder(
            endpoint, settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClient(http)
        .build();
  }

  private static void measure(String name, DynamoDbClient client, int calls) {
    StandardTable.create(client, "app");
    for (int round = 1; round <= ROUNDS; round++) {
      measure(name + " get", calls, i -> get(client, i));
      measure(name + " update", calls, i -> update(client, i));
      measure(name + " transact", calls, i -> transact(client, i));
    }
  }

  private static void measure(String name, int calls, IntConsumer call) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      call.accept(i);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
    System.out.printf(
        "%-15s %,7.0f calls/s %,7.0f calls/CPU s%n", name, calls / seconds, calls / cpuSeconds);
  }

  private static Map<String, AttributeValue> key(int i) {
    return Map.of(
        "PK", AttributeValue.fromS("p" + i % 100), "SK", AttributeValue.fromS("s" + i % 7));
  }

  private static void get(DynamoDbClient client, int i) {
    client.getItem(request -> request.tableName("app").key(key(i)));
  }

  private static void update(DynamoDbClient client, int i) {
    client.updateItem(
        request ->
            request
                .tableName("app")
                .key(key(i))
                .updateExpression("SET #c = if_not_exists(#c, :zero) + :one, expires = :one")
                .conditionExpression("attribute_not_exists(#c) OR #c < :limit")
                .expressionAttributeNames(Map.of("#c", "count"))
                .expressionAttributeValues(
                    Map.of(
                        ":zero", AttributeValue.fromN("0"),
                        ":one", AttributeValue.fromN("1"),
                        ":limit", AttributeValue.fromN("1000000"))));
  }

  private static void transact(DynamoDbClient client, int i) {
    client.transactWriteItems(
        request ->
            request.transactItems(
                TransactWriteItem.builder().put(put -> put.tableName("app").item(key(i))).build(),
                TransactWriteItem.builder()
                    .delete(delete -> delete.tableName("app").key(key(i + 1)))
                    .build()));
  }
}
