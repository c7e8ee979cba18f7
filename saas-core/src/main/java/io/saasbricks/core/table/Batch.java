package io.saasbricks.core.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Reads and writes of many items at once. DynamoDB may leave any part of a batch undone and calls
 * that a success; the SDK does not try that part again, so this does.
 */
final class Batch {
  private static final int MOST_READS = 100;
  private static final int MOST_WRITES = 25;

  private final TableEngine engine;
  private final Reach reach;

  Batch(TableEngine engine, Reach reach) {
    this.engine = engine;
    this.reach = reach;
  }

  /** The live items among those, by key. */
  Map<Key, Item> get(Collection<Key> keys, ReadConsistency consistency) {
    Map<Map<String, AttributeValue>, Key> wanted = new LinkedHashMap<>();
    keys.forEach(key -> wanted.put(key.encoded(), key));
    Map<Key, Item> found = new LinkedHashMap<>();
    for (List<Map<String, AttributeValue>> chunk : chunks(wanted.keySet(), MOST_READS)) {
      untilDone(chunk, "reads", left -> read(left, consistency, wanted, found));
    }
    return found;
  }

  void put(Collection<Map<String, AttributeValue>> items) {
    List<WriteRequest> writes = new ArrayList<>();
    Set<Map<String, AttributeValue>> keys = new LinkedHashSet<>();
    for (Map<String, AttributeValue> item : items) {
      if (!keys.add(Attributes.keyOf(item))) {
        throw new IllegalArgumentException("a batch holds the same key twice");
      }
      ItemSize.checked(item);
      writes.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
    }
    write(writes);
  }

  void delete(Collection<Key> keys) {
    Set<WriteRequest> writes = new LinkedHashSet<>();
    for (Key key : keys) {
      writes.add(WriteRequest.builder().deleteRequest(d -> d.key(key.encoded())).build());
    }
    write(writes);
  }

  private void write(Collection<WriteRequest> writes) {
    for (List<WriteRequest> chunk : chunks(writes, MOST_WRITES)) {
      untilDone(chunk, "writes", this::send);
    }
  }

  /** Repeats an attempt, which returns what it left undone, until nothing is. */
  private <T> void untilDone(List<T> work, String what, UnaryOperator<List<T>> attempt) {
    List<T> left = attempt.apply(work);
    for (int failures = 1; !left.isEmpty(); failures++) {
      if (failures == Backoff.ATTEMPTS) {
        throw new StoreUnavailableException(
            "table " + engine.name() + " left " + left.size() + " " + what + " of a batch undone");
      }
      engine.backoff().pauseAfter(failures);
      left = attempt.apply(left);
    }
  }

  private List<Map<String, AttributeValue>> read(
      List<Map<String, AttributeValue>> keys,
      ReadConsistency consistency,
      Map<Map<String, AttributeValue>, Key> wanted,
      Map<Key, Item> found) {
    KeysAndAttributes asked =
        KeysAndAttributes.builder()
            .keys(keys)
            .consistentRead(consistency == ReadConsistency.STRONG)
            .build();
    BatchGetItemRequest request =
        BatchGetItemRequest.builder()
            .requestItems(Map.of(engine.name(), asked))
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .overrideConfiguration(engine.bounded(reach))
            .build();
    BatchGetItemResponse response =
        engine.call(
            () -> {
              BatchGetItemResponse answer = engine.client().batchGetItem(request);
              requireWhole(answer.hasResponses() && answer.hasUnprocessedKeys());
              return answer;
            });
    response.consumedCapacity().forEach(engine.consumption()::read);
    for (Map<String, AttributeValue> item :
        response.responses().getOrDefault(engine.name(), List.of())) {
      Key key = wanted.get(Attributes.keyOf(item));
      if (key == null) {
        throw new IsolationException("an item that was not asked for was returned");
      }
      engine.live(item, reach).ifPresent(live -> found.put(key, live));
    }
    KeysAndAttributes undone = response.unprocessedKeys().get(engine.name());
    return undone == null ? List.of() : undone.keys();
  }

  private List<WriteRequest> send(List<WriteRequest> writes) {
    BatchWriteItemRequest request =
        BatchWriteItemRequest.builder()
            .requestItems(Map.of(engine.name(), writes))
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .overrideConfiguration(engine.bounded(reach))
            .build();
    BatchWriteItemResponse response =
        engine.call(
            () -> {
              BatchWriteItemResponse answer = engine.client().batchWriteItem(request);
              requireWhole(answer.hasUnprocessedItems());
              return answer;
            });
    response.consumedCapacity().forEach(engine.consumption()::written);
    return response.unprocessedItems().getOrDefault(engine.name(), List.of());
  }

  /** An answer whose body was lost on the way parses as "nothing left to do". */
  private static void requireWhole(boolean whole) {
    if (!whole) {
      throw SdkClientException.create("a batch was answered without a body");
    }
  }

  private static <T> List<List<T>> chunks(Collection<T> all, int most) {
    List<T> list = List.copyOf(all);
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < list.size(); from += most) {
      chunks.add(list.subList(from, Math.min(list.size(), from + most)));
    }
    return chunks;
  }
}
