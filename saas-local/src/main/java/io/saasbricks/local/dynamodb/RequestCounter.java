package io.saasbricks.local.dynamodb;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/**
 * Counts what passes through an SDK client, by operation: requests, attempts, read and write units.
 * Give it to {@link DynamoDbLocal#client} or to any DynamoDB client's {@code
 * executionInterceptors}.
 *
 * <p>It asks DynamoDB for the consumed capacity where a request does not. A request that fails
 * counts with its attempts but without units, because DynamoDB does not report them then, though a
 * failed condition costs the write units of its item.
 *
 * <p>Safe for concurrent use.
 */
public final class RequestCounter implements ExecutionInterceptor {
  private static final Usage NONE = new Usage(0, 0, 0, 0);
  private static final Set<String> READS =
      Set.of("GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan");

  private final Map<String, Usage> operations = new TreeMap<>();

  /** What has been counted since construction or the last {@link #reset}. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(operations);
  }

  /** Starts counting from zero. */
  public synchronized void reset() {
    operations.clear();
  }

  /** What has been counted after {@code earlier} was taken. */
  public Snapshot since(Snapshot earlier) {
    return snapshot().minus(earlier);
  }

  /** Asks for the consumed capacity where the request does not. */
  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    Optional<SdkField<?>> field =
        request.sdkFields().stream()
            .filter(candidate -> candidate.memberName().equals("ReturnConsumedCapacity"))
            .filter(candidate -> candidate.getValueOrDefault(request) == null)
            .findFirst();
    if (field.isEmpty()) {
      return request;
    }
    SdkRequest.Builder builder = request.toBuilder();
    field.get().set(builder, "TOTAL");
    return builder.build();
  }

  /** Counts one request. */
  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    add(operation(attributes), new Usage(1, 0, 0, 0));
  }

  /** Counts one attempt. */
  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    add(operation(attributes), new Usage(0, 1, 0, 0));
  }

  /** Counts the units of an answer. */
  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    String operation = operation(attributes);
    double units =
        context
            .response()
            .getValueForField("ConsumedCapacity", Object.class)
            .map(RequestCounter::units)
            .orElse(0.0);
    add(
        operation,
        READS.contains(operation) ? new Usage(0, 0, units, 0) : new Usage(0, 0, 0, units));
  }

  private static double units(Object consumed) {
    Collection<?> all = consumed instanceof Collection<?> list ? list : List.of(consumed);
    return all.stream()
        .map(ConsumedCapacity.class::cast)
        .mapToDouble(ConsumedCapacity::capacityUnits)
        .sum();
  }

  private static String operation(ExecutionAttributes attributes) {
    return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
  }

  private synchronized void add(String operation, Usage usage) {
    operations.merge(operation, usage, Usage::plus);
  }

  /**
   * What one operation cost.
   *
   * @param requests calls of the SDK's API
   * @param attempts HTTP requests, one or more a call
   * @param readUnits read request units, as DynamoDB reported them
   * @param writeUnits write request units, as DynamoDB reported them
   */
  public record Usage(long requests, long attempts, double readUnits, double writeUnits) {
    Usage plus(Usage other) {
      return new Usage(
          requests + other.requests,
          attempts + other.attempts,
          readUnits + other.readUnits,
          writeUnits + other.writeUnits);
    }

    Usage minus(Usage other) {
      return plus(new Usage(-other.requests, -other.attempts, -other.readUnits, -other.writeUnits));
    }
  }

  /**
   * Counts at one moment.
   *
   * @param operations usage by operation name, such as {@code PutItem}; only what was used
   */
  public record Snapshot(Map<String, Usage> operations) {

    /** Copies the map. */
    public Snapshot {
      operations = Map.copyOf(operations);
    }

    /** What the named operation cost, zeros if it was not called. */
    public Usage of(String operation) {
      return operations.getOrDefault(operation, NONE);
    }

    /** What all operations cost together. */
    public Usage total() {
      return operations.values().stream().reduce(NONE, Usage::plus);
    }

    Snapshot minus(Snapshot earlier) {
      Map<String, Usage> difference = new TreeMap<>();
      operations.forEach(
          (operation, usage) -> difference.put(operation, usage.minus(earlier.of(operation))));
      difference.values().removeIf(NONE::equals);
      return new Snapshot(difference);
    }
  }
}
