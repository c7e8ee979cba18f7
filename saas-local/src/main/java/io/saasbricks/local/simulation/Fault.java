package io.saasbricks.local.simulation;

import java.util.Set;

/** What can go wrong with one HTTP request to DynamoDB. */
public enum Fault {
  /** The request never arrives; the caller sees an I/O error. */
  LOST_REQUEST,
  /** The request takes effect, but its answer is lost; the caller sees an I/O error. */
  LOST_ANSWER,
  /**
   * A delayed duplicate: the caller sees an I/O error, and the request takes effect a few requests
   * later, usually after the caller has made it again.
   */
  LATE_REQUEST,
  /** Status 500, without effect. */
  SERVER_ERROR_BEFORE,
  /** Status 500, after the request has taken effect. */
  SERVER_ERROR_AFTER,
  /** Refused for throughput, without effect. */
  THROTTLED,
  /** A write or transaction meets another transaction and has no effect. */
  TRANSACTION_CONFLICT,
  /** A transaction with the same client token is still going on; this one has no effect. */
  TRANSACTION_IN_PROGRESS,
  /** The request takes effect; the second half of the answer is missing. */
  TRUNCATED_BODY,
  /** The request takes effect; the answer has status 200 and no body. */
  EMPTY_BODY,
  /** A batch is answered with everything unprocessed. */
  UNPROCESSED,
  /** A batch takes effect in its first half; the second half is answered as unprocessed. */
  HALF_PROCESSED,
  /** A read that need not be consistent gets the answer of an earlier, equal read. */
  STALE_READ,
  /** The container dies before the request leaves it. */
  CRASH_BEFORE,
  /** The request takes effect, then the container dies. */
  CRASH_AFTER,
  /**
   * The container is frozen before the request and thaws later to find its connection reset. In a
   * {@link Simulation} minutes pass and other containers run meanwhile.
   */
  FREEZE;

  private static final Set<String> BATCHES = Set.of("BatchWriteItem", "BatchGetItem");
  private static final Set<String> WRITES =
      Set.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "TransactGetItems");
  private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query", "Scan");

  /** Whether this can happen to a request for the operation, such as {@code PutItem}. */
  public boolean strikes(String operation) {
    return switch (this) {
      case TRANSACTION_CONFLICT -> WRITES.contains(operation);
      case TRANSACTION_IN_PROGRESS -> operation.equals("TransactWriteItems");
      case UNPROCESSED, HALF_PROCESSED -> BATCHES.contains(operation);
      case STALE_READ -> READS.contains(operation);
      default -> true;
    };
  }
}
