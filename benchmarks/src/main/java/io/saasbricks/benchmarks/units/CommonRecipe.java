package io.saasbricks.benchmarks.units;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * How most tutorials build the same: a conversation is one item that is read and written whole, a
 * limit and a quota are read and then written, and every quantity has a counter of its own. Two
 * requests at once lose each other's count; that is not held against it here.
 */
final class CommonRecipe {
  private static final String LIST = "messages";
  private static final String COUNT = "count";

  private final DynamoDbClient client;
  private final String table;

  CommonRecipe(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** One message and its answer. */
  void turn(String conversation, String message, String answer) {
    decide("198.51.100.1");
    take("QUOTA#tenant");
    Map<String, AttributeValue> item = read("CONVERSATION#" + conversation);
    AttributeValue stored = item.getOrDefault(LIST, AttributeValue.fromL(List.of()));
    List<AttributeValue> messages = new ArrayList<>(stored.l());
    messages.add(message("user", message));
    messages.add(message("assistant", answer));
    item.put(LIST, AttributeValue.fromL(messages));
    write(item);
    for (String quantity : List.of("messages", "inputTokens", "outputTokens", "cost")) {
      add("USAGE#tenant#" + quantity);
    }
  }

  /** One decision of three limits. */
  void decide(String address) {
    for (String limit : List.of("day", "agent-day", "burst")) {
      take("LIMIT#" + limit + "#" + address);
    }
  }

  /** One metered call of the API. */
  void meteredRequest() {
    take("QUOTA#calls");
    add("USAGE#tenant#calls");
  }

  private void take(String key) {
    Map<String, AttributeValue> item = read(key);
    long count = Long.parseLong(item.getOrDefault(COUNT, AttributeValue.fromN("0")).n());
    item.put(COUNT, AttributeValue.fromN(Long.toString(count + 1)));
    write(item);
  }

  private void add(String key) {
    client.updateItem(
        request ->
            request
                .tableName(table)
                .key(key(key))
                .updateExpression("ADD #count :one")
                .expressionAttributeNames(Map.of("#count", COUNT))
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
  }

  private Map<String, AttributeValue> read(String key) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            client
                .getItem(
                    request ->
                        request
                            .tableName(table)
                            .key(key(key))
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .item());
    item.putAll(key(key));
    return item;
  }

  private void write(Map<String, AttributeValue> item) {
    client.putItem(
        request ->
            request
                .tableName(table)
                .item(item)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
  }

  private static AttributeValue message(String role, String text) {
    return AttributeValue.fromM(
        Map.of("role", AttributeValue.fromS(role), "content", AttributeValue.fromS(text)));
  }

  private static Map<String, AttributeValue> key(String key) {
    return Map.of("PK", AttributeValue.fromS(key), "SK", AttributeValue.fromS("-"));
  }
}
