package io.saasbricks.core.table;

import io.saasbricks.core.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The calls both kinds of table make, on keys already composed. */
final class TableEngine {
  /** DynamoDB's own limit on an item. */
  static final int MAX_ITEM_BYTES = 400 * 1024;

  private final DynamoDbClient client;
  private final String name;
  private final InstantSource time;
  private final Consumption consumption;
  private final Backoff backoff;
  private final Optional<Deadline> deadline;

  TableEngine(
      DynamoDbClient client,
      String name,
      InstantSource time,
      Consumption consumption,
      Backoff backoff,
      Optional<Deadline> deadline) {
    this.client = client;
    this.name = name;
    this.time = time;
    this.consumption = consumption;
    this.backoff = backoff;
    this.deadline = deadline;
  }

  /** This engine, whose calls end when the deadline passes. */
  TableEngine within(Deadline limit) {
    return new TableEngine(client, name, time, consumption, backoff, Optional.of(limit));
  }

  TableEngine elsewhere(DynamoDbClient otherClient, String otherName) {
    return new TableEngine(otherClient, otherName, time, consumption, backoff, deadline);
  }

  String name() {
    return name;
  }

  DynamoDbClient client() {
    return client;
  }

  Consumption consumption() {
    return consumption;
  }

  Backoff backoff() {
    return backoff;
  }

  /**
   * The configuration that carries a request's reach and the time it may take, retries included.
   *
   * @throws StoreUnavailableException if no time is left
   */
  AwsRequestOverrideConfiguration bounded(Reach reach) {
    AwsRequestOverrideConfiguration.Builder configuration =
        AwsRequestOverrideConfiguration.builder().putExecutionAttribute(Reach.ATTRIBUTE, reach);
    deadline.ifPresent(limit -> configuration.apiCallTimeout(left(limit)));
    return configuration.build();
  }

  private Duration left(Deadline limit) {
    Duration left = limit.remaining();
    if (left.isZero()) {
      throw new StoreUnavailableException("no time is left to call table " + name);
    }
    return left;
  }

  Optional<Item> get(Key key, ReadConsistency consistency, Reach reach) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(name)
            .key(encode(key))
            .consistentRead(consistency == ReadConsistency.STRONG)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .overrideConfiguration(bounded(reach))
            .build();
    GetItemResponse response = call(() -> whole(client.getItem(request)));
    consumption.read(response.consumedCapacity());
    return response.hasItem() ? live(response.item(), reach) : Optional.empty();
  }

  WriteOutcome put(
      Map<String, AttributeValue> attributes, Item item, Condition condition, Reach reach) {
    Placeholders placeholders = new Placeholders();
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(name)
            .item(ItemSize.checked(attributes))
            .conditionExpression(text(condition, placeholders))
            .expressionAttributeNames(names(placeholders))
            .expressionAttributeValues(values(placeholders))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .overrideConfiguration(bounded(reach))
            .build();
    return conditional(
        reach,
        () -> {
          consumption.written(client.putItem(request).consumedCapacity());
          return item;
        });
  }

  WriteOutcome update(Key key, Update update, Condition condition, Reach reach) {
    Placeholders placeholders = new Placeholders();
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(name)
            .key(encode(key))
            .updateExpression(update.isNothing() ? null : update.render(placeholders))
            .conditionExpression(text(condition, placeholders))
            .expressionAttributeNames(names(placeholders))
            .expressionAttributeValues(ItemSize.checkedValues(values(placeholders)))
            .returnValues(ReturnValue.ALL_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .overrideConfiguration(bounded(reach))
            .build();
    return conditional(
        reach,
        () -> {
          UpdateItemResponse response = client.updateItem(request);
          consumption.written(response.consumedCapacity());
          if (!response.hasAttributes()) {
            // A cut answer parses as "no attributes"; reading it as zeros would give away quota.
            throw SdkClientException.create("update answered without the item");
          }
          return Values.decodeAll(response.attributes());
        });
  }

  WriteOutcome delete(Key key, Condition condition, Reach reach) {
    Placeholders placeholders = new Placeholders();
    DeleteItemRequest request =
        DeleteItemRequest.builder()
            .tableName(name)
            .key(encode(key))
            .conditionExpression(text(condition, placeholders))
            .expressionAttributeNames(names(placeholders))
            .expressionAttributeValues(values(placeholders))
            .returnValues(ReturnValue.ALL_OLD)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .overrideConfiguration(bounded(reach))
            .build();
    return conditional(
        reach,
        () -> {
          var response = client.deleteItem(request);
          consumption.written(response.consumedCapacity());
          return Values.decodeAll(response.attributes());
        });
  }

  /** One page as DynamoDB gives it: live items, and where it ended if there is more. */
  RawPage query(QueryRequest.Builder query, Reach reach) {
    QueryRequest request =
        query
            .tableName(name)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .overrideConfiguration(bounded(reach))
            .build();
    QueryResponse response = call(() -> whole(client.query(request)));
    consumption.read(response.consumedCapacity());
    List<Map<String, AttributeValue>> live = new ArrayList<>();
    for (Map<String, AttributeValue> attributes : response.items()) {
      reach.check(attributes);
      if (!expired(attributes)) {
        live.add(attributes);
      }
    }
    return new RawPage(live, response.lastEvaluatedKey());
  }

  /**
   * An answer whose body was lost on the way parses as "nothing found". A whole one tells what it
   * cost, because it was asked to.
   */
  private static GetItemResponse whole(GetItemResponse response) {
    if (!response.hasItem() && response.consumedCapacity() == null) {
      throw SdkClientException.create("a read was answered without a body");
    }
    return response;
  }

  private static QueryResponse whole(QueryResponse response) {
    if (!response.hasItems()) {
      throw SdkClientException.create("a query was answered without a body");
    }
    return response;
  }

  record RawPage(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> end) {}

  /** Counts the call and turns the SDK's failures into ours. */
  <T> T call(Supplier<T> request) {
    consumption.request();
    try {
      return request.get();
    } catch (DynamoDbException e) {
      throw Failures.of(e, name);
    } catch (AwsServiceException | SdkClientException e) {
      throw new StoreUnavailableException("table " + name + " did not answer", e);
    }
  }

  private WriteOutcome conditional(Reach reach, Supplier<Item> write) {
    return call(
        () -> {
          try {
            return new WriteOutcome.Applied(write.get());
          } catch (ConditionalCheckFailedException e) {
            return new WriteOutcome.Refused(e.hasItem() ? live(e.item(), reach) : Optional.empty());
          }
        });
  }

  /** The item, unless it has expired. */
  Optional<Item> live(Map<String, AttributeValue> attributes, Reach reach) {
    reach.check(attributes);
    return expired(attributes) ? Optional.empty() : Optional.of(Values.decodeAll(attributes));
  }

  /** DynamoDB deletes expired items up to days late, so readers must not see them. */
  private boolean expired(Map<String, AttributeValue> attributes) {
    AttributeValue ttl = attributes.get(Attributes.TTL);
    return ttl != null
        && ttl.n() != null
        && Long.parseLong(ttl.n()) <= time.instant().getEpochSecond();
  }

  static Map<String, AttributeValue> encode(Key key) {
    Map<String, AttributeValue> encoded = new LinkedHashMap<>();
    encoded.put(Attributes.PARTITION, AttributeValue.fromS(key.partition().encoded()));
    encoded.put(Attributes.SORT, AttributeValue.fromS(key.sort().encoded()));
    return encoded;
  }

  /** The key among the attributes of an item. */
  static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new LinkedHashMap<>();
    key.put(Attributes.PARTITION, item.get(Attributes.PARTITION));
    key.put(Attributes.SORT, item.get(Attributes.SORT));
    return key;
  }

  static Map<String, AttributeValue> encode(Key key, Item item) {
    Map<String, AttributeValue> encoded = encode(key);
    item.attributes()
        .forEach(
            (attribute, value) -> {
              if (Attributes.isKey(attribute)) {
                throw new IllegalArgumentException(
                    "key attribute " + attribute + " cannot be written");
              }
              encoded.put(attribute, Values.encode(value));
            });
    return encoded;
  }

  /** DynamoDB refuses empty expressions, names and values; absent ones are {@code null}. */
  static @Nullable String text(Condition condition, Placeholders placeholders) {
    return condition.isAlways() ? null : condition.render(placeholders);
  }

  static @Nullable Map<String, String> names(Placeholders placeholders) {
    return placeholders.names().isEmpty() ? null : placeholders.names();
  }

  static @Nullable Map<String, AttributeValue> values(Placeholders placeholders) {
    return placeholders.values().isEmpty() ? null : placeholders.values();
  }
}
