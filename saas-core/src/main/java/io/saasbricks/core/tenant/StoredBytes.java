package io.saasbricks.core.tenant;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.TenantTable;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.Update;

/**
 * How much a tenant stores, held to its plan: item {@code T#<tenant>#STORAGE} of the table that
 * holds its data.
 *
 * <p>The change of the sum is a step of the transaction that writes what is stored, so the sum is
 * exact: neither a lost answer nor a crash between the two can part them.
 *
 * <pre>{@code
 * StoredBytes stored = StoredBytes.of(table, context.plan());
 * Transaction writing = new Transaction().put(table, file, Condition.absent());
 * if (stored.change(writing, size).commit() instanceof TransactionOutcome.Refused refused
 *     && refused.failed(1)) {
 *   throw storageExhausted();
 * }
 * }</pre>
 *
 * <p>Immutable and safe for concurrent use.
 */
public final class StoredBytes {
  private static final ItemCollection STORAGE = ItemCollection.of("STORAGE");
  private static final SortKey SUM = SortKey.of("sum");
  private static final String BYTES = "bytes";
  private static final long TERABYTE = 1L << 40;

  private final TenantTable table;
  private final Plan plan;

  private StoredBytes(TenantTable table, Plan plan) {
    this.table = table;
    this.plan = plan;
  }

  /** The sum of what the tenant stores in that table, held to the plan. */
  public static StoredBytes of(TenantTable table, Plan plan) {
    return new StoredBytes(table, plan);
  }

  /**
   * The transaction with one more step that changes the sum. If that step is the one that failed,
   * the plan's storage is used up. A change that adds nothing is always let pass, so that a tenant
   * over its limit can still delete.
   *
   * @param bytes the size of what the transaction writes, less that of what it replaces or deletes
   * @throws IllegalArgumentException if over a terabyte is added or taken away at once
   */
  public Transaction change(Transaction transaction, long bytes) {
    if (bytes > TERABYTE || bytes < -TERABYTE) {
      throw new IllegalArgumentException("not stored in one go: " + bytes + " bytes");
    }
    return transaction.update(table, STORAGE, SUM, Update.increment(BYTES, bytes), room(bytes));
  }

  private Condition room(long bytes) {
    if (bytes <= 0) {
      return Condition.always();
    }
    long most = plan.storageBytes() - bytes;
    Condition fits = attribute(BYTES).atMost(most);
    return most < 0 ? fits : fits.or(attribute(BYTES).missing());
  }

  /** What the tenant stores. One request, one read unit. */
  public long used() {
    return table.get(STORAGE, SUM).map(item -> item.number(BYTES)).orElse(0L);
  }
}
