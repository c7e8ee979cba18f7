package io.saasbricks.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The last wall before the wire: an SDK interceptor that refuses every call whose partition keys
 * its sender may not reach, and every operation it does not know, Scan and PartiQL among them.
 *
 * <p>Deny by default: a call that says nothing of its reach did not come through a table of this
 * package and is refused too. The SDK does not retry what an interceptor throws, so the wall fails
 * closed. Costs no request. Safe for concurrent use.
 */
public final class OutgoingGuard implements ExecutionInterceptor {
  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    check(context.request(), attributes.getAttribute(Reach.ATTRIBUTE));
  }

  /** Throws unless the request tells its reach and stays within it. */
  static void check(DynamoDbRequest request) {
    check(
        request,
        request
            .overrideConfiguration()
            .map(configuration -> configuration.executionAttributes().getAttribute(Reach.ATTRIBUTE))
            .orElse(null));
  }

  private static void check(SdkRequest request, @Nullable Reach reach) {
    if (reach == null) {
      throw new IsolationException(
          request.getClass().getSimpleName() + " was sent past the tables");
    }
    for (String partition : partitions(request)) {
      if (!reach.covers(partition)) {
        throw new IsolationException("a key outside the scope was addressed");
      }
    }
  }

  /** Every partition value the request addresses or writes, those of index keys included. */
  private static List<String> partitions(SdkRequest request) {
    if (request instanceof GetItemRequest get) {
      return inItem(get.key());
    }
    if (request instanceof PutItemRequest put) {
      return inItem(put.item());
    }
    if (request instanceof UpdateItemRequest update) {
      return inUpdate(update.key(), update.expressionAttributeNames());
    }
    if (request instanceof DeleteItemRequest delete) {
      return inItem(delete.key());
    }
    if (request instanceof QueryRequest query) {
      return inQuery(query);
    }
    if (request instanceof TransactWriteItemsRequest transaction) {
      return transaction.transactItems().stream().flatMap(step -> inStep(step).stream()).toList();
    }
    if (request instanceof BatchGetItemRequest batch) {
      return batch.requestItems().values().stream()
          .flatMap(asked -> asked.keys().stream())
          .flatMap(key -> inItem(key).stream())
          .toList();
    }
    if (request instanceof BatchWriteItemRequest batch) {
      return batch.requestItems().values().stream()
          .flatMap(List::stream)
          .flatMap(write -> inWrite(write).stream())
          .toList();
    }
    throw new IsolationException(request.getClass().getSimpleName() + " is not allowed");
  }

  private static List<String> inWrite(WriteRequest write) {
    return write.putRequest() != null
        ? inItem(write.putRequest().item())
        : inItem(write.deleteRequest().key());
  }

  private static List<String> inStep(TransactWriteItem step) {
    if (step.put() != null) {
      return inItem(step.put().item());
    }
    if (step.update() != null) {
      return inUpdate(step.update().key(), step.update().expressionAttributeNames());
    }
    if (step.delete() != null) {
      return inItem(step.delete().key());
    }
    if (step.conditionCheck() != null) {
      return inItem(step.conditionCheck().key());
    }
    throw new IsolationException("unknown transaction step");
  }

  private static List<String> inItem(Map<String, AttributeValue> attributes) {
    List<String> partitions = new ArrayList<>();
    partitions.add(text(attributes.get(Attributes.PARTITION)));
    if (attributes.containsKey(Attributes.INDEX_PARTITION)) {
      partitions.add(text(attributes.get(Attributes.INDEX_PARTITION)));
    }
    return partitions;
  }

  private static List<String> inUpdate(Map<String, AttributeValue> key, Map<String, String> names) {
    if (names.containsValue(Attributes.INDEX_PARTITION)) {
      throw new IsolationException("an update names an index key");
    }
    return inItem(key);
  }

  private static List<String> inQuery(QueryRequest query) {
    List<String> partitions = new ArrayList<>();
    partitions.add(queried(query));
    if (query.hasExclusiveStartKey()) {
      partitions.addAll(inItem(query.exclusiveStartKey()));
    }
    return partitions;
  }

  /** The tables of this package write a key condition as {@code #name = :value AND ...}. */
  private static String queried(QueryRequest query) {
    String[] words = query.keyConditionExpression().split(" ", 4);
    String name = query.expressionAttributeNames().get(words[0]);
    String expected = query.indexName() == null ? Attributes.PARTITION : Attributes.INDEX_PARTITION;
    if (words.length < 3 || !expected.equals(name) || !words[1].equals("=")) {
      throw new IsolationException("a query does not start with its partition key");
    }
    return text(query.expressionAttributeValues().get(words[2]));
  }

  private static String text(@Nullable AttributeValue value) {
    if (value == null || value.s() == null) {
      throw new IsolationException("a request names no partition key");
    }
    return value.s();
  }
}
