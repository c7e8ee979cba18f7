package io.saasbricks.core.table;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/**
 * The DynamoDB requests and capacity units that the tables sharing this object have used.
 *
 * <p>A Lambda environment serves one event at a time, so the difference of two {@link #snapshot
 * snapshots} is the cost of the event between them. Safe for concurrent use.
 */
public final class Consumption {
  private static final int BYTES_OF_UNIT = 1024;

  private final LongAdder requests = new LongAdder();
  private final DoubleAdder readUnits = new DoubleAdder();
  private final DoubleAdder writeUnits = new DoubleAdder();

  /** What has been used up to one moment. */
  public record Snapshot(long requests, double readUnits, double writeUnits) {
    /** What has been used between the earlier moment and this one. */
    public Snapshot since(Snapshot earlier) {
      return new Snapshot(
          requests - earlier.requests,
          readUnits - earlier.readUnits,
          writeUnits - earlier.writeUnits);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%d requests, %.1f RCU, %.1f WCU", requests, readUnits, writeUnits);
    }
  }

  /** What has been used so far. */
  public Snapshot snapshot() {
    return new Snapshot(requests.sum(), readUnits.sum(), writeUnits.sum());
  }

  void request() {
    requests.increment();
  }

  void read(@Nullable ConsumedCapacity capacity) {
    if (capacity != null && capacity.capacityUnits() != null) {
      readUnits.add(capacity.capacityUnits());
    }
  }

  void written(@Nullable ConsumedCapacity capacity) {
    if (capacity != null && capacity.capacityUnits() != null) {
      writeUnits.add(capacity.capacityUnits());
    }
  }

  /**
   * Counts a write whose condition failed. DynamoDB charges it by the size of the item that is
   * there, at least one unit, but does not say so in the answer.
   */
  void refused(Map<String, AttributeValue> existing) {
    writeUnits.add(Math.max(1, (ItemSize.of(existing) + BYTES_OF_UNIT - 1) / BYTES_OF_UNIT));
  }
}
