package io.saasbricks.core.table;

import io.saasbricks.core.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
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
            .key(key.encoded())
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
    PutItemRequest request = WriteRequests.put(name, attributes, condition, bounded(reach));
    return conditional(
        reach,
        () -> {
          consumption.written(client.putItem(request).consumedCapacity());
          return item;
        });
  }

  WriteOutcome update(Key key, Update update, Condition condition, Reach reach) {
    UpdateItemRequest request = WriteRequests.update(name, key, update, condition, bounded(reach));
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
    DeleteItemRequest request = WriteRequests.delete(name, key, condition, bounded(reach));
    return conditional(
        reach,
        () -> {
          DeleteItemResponse response = client.deleteItem(request);
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
            consumption.refused(e.item());
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
}
