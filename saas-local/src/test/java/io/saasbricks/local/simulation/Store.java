package io.saasbricks.local.simulation;

import io.saasbricks.local.dynamodb.StandardTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The few requests that the protocols under test are made of. */
record Store(DynamoDbClient client) {
  private static final String TABLE = "app";
  private static final String IF_ABSENT = "attribute_not_exists(PK)";
  private static final String ADD = "ADD amount :amount";

  static Store created(Simulation simulation) {
    StandardTable.create(simulation.client(), TABLE);
    return new Store(simulation.client());
  }

  static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of("PK", AttributeValue.fromS(partition), "SK", AttributeValue.fromS(sort));
  }

  private static Map<String, AttributeValue> key(String partition) {
    return key(partition, "-");
  }

  private static Map<String, AttributeValue> amount(int amount) {
    return Map.of(":amount", number(amount));
  }

  static AttributeValue number(int value) {
    return AttributeValue.fromN(Integer.toString(value));
  }

  static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).orElseThrow();
  }

  /** Adds without condition and returns what DynamoDB says the attributes are now. */
  Map<String, AttributeValue> add(String partition, int amount) {
    return client
        .updateItem(
            request ->
                request
                    .tableName(TABLE)
                    .key(key(partition))
                    .updateExpression(ADD)
                    .expressionAttributeValues(amount(amount))
                    .returnValues(ReturnValue.ALL_NEW))
        .attributes();
  }

  /** Adds one unless that would pass the limit. */
  boolean addBelow(String partition, int limit) {
    try {
      client.updateItem(
          request ->
              request
                  .tableName(TABLE)
                  .key(key(partition))
                  .updateExpression(ADD)
                  .conditionExpression(IF_ABSENT + " OR amount < :limit")
                  .expressionAttributeValues(
                      Map.of(":amount", number(1), ":limit", number(limit))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  int amount(String partition) {
    return get(partition, true)
        .flatMap(item -> Optional.ofNullable(item.get("amount")))
        .map(value -> Integer.parseInt(value.n()))
        .orElse(0);
  }

  Optional<Map<String, AttributeValue>> get(String partition, boolean consistent) {
    var answer =
        client.getItem(
            request -> request.tableName(TABLE).key(key(partition)).consistentRead(consistent));
    return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
  }

  void put(String partition, String sort, Map<String, AttributeValue> attributes) {
    client.putItem(request -> request.tableName(TABLE).item(item(partition, sort, attributes)));
  }

  static Map<String, AttributeValue> item(
      String partition, String sort, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.putAll(key(partition, sort));
    return item;
  }

  /** Puts an item that was not there; otherwise returns the one that is. */
  Optional<Map<String, AttributeValue>> putNew(
      String partition, Map<String, AttributeValue> attributes) {
    return putIf(partition, attributes, IF_ABSENT, Map.of());
  }

  /** Puts an item under a condition; otherwise returns the one that is there. */
  Optional<Map<String, AttributeValue>> putIf(
      String partition,
      Map<String, AttributeValue> attributes,
      String condition,
      Map<String, AttributeValue> values) {
    try {
      client.putItem(
          request -> {
            request
                .tableName(TABLE)
                .item(item(partition, "-", attributes))
                .conditionExpression(condition)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
            if (!values.isEmpty()) {
              request.expressionAttributeValues(values);
            }
          });
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(e.item());
    }
  }

  /** Receipt and amount in one transaction. */
  void addWithReceipt(String receipt, String partition, int amount) {
    client.transactWriteItems(
        request ->
            request.transactItems(
                TransactWriteItem.builder()
                    .put(
                        Put.builder()
                            .tableName(TABLE)
                            .item(key(receipt))
                            .conditionExpression(IF_ABSENT)
                            .build())
                    .build(),
                addition(partition, amount)));
  }

  /** The amount in a transaction of its own, under the given client token. */
  void addWithToken(String token, String partition, int amount) {
    client.transactWriteItems(
        request -> request.clientRequestToken(token).transactItems(addition(partition, amount)));
  }

  private static TransactWriteItem addition(String partition, int amount) {
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(TABLE)
                .key(key(partition))
                .updateExpression(ADD)
                .expressionAttributeValues(amount(amount))
                .build())
        .build();
  }

  /** A page of sort keys after {@code start}, and where the next one starts. */
  Page page(String partition, String prefix, Map<String, AttributeValue> start) {
    var answer =
        client.query(
            request -> {
              request
                  .tableName(TABLE)
                  .limit(2)
                  .keyConditionExpression("PK = :partition AND begins_with(SK, :prefix)")
                  .expressionAttributeValues(
                      Map.of(
                          ":partition", AttributeValue.fromS(partition),
                          ":prefix", AttributeValue.fromS(prefix)));
              if (!start.isEmpty()) {
                request.exclusiveStartKey(start);
              }
            });
    if (answer.count() == null) {
      throw new IllegalStateException("an answer without a body");
    }
    return new Page(
        answer.items().stream().map(item -> attribute(item, "SK").s()).toList(),
        answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : Map.of());
  }

  record Page(List<String> sortKeys, Map<String, AttributeValue> next) {}
}
