package io.saasbricks.core.tenant;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.Update;

/**
 * How much each tenant stores, held to its plan: item {@code T#<tenant>#TENANT / storage}.
 *
 * <p>The change of the sum is a step of the transaction that writes what is stored, so the sum is
 * exact: neither a lost answer nor a crash between the two can part them. Safe for concurrent use.
 */
public final class StoredBytes {
  private static final String BYTES = "bytes";

  private final SaasTable table;

  private StoredBytes(SaasTable table) {
    this.table = table;
  }

  /** The sums kept in that table. */
  public static StoredBytes of(SaasTable table) {
    return new StoredBytes(table);
  }

  /**
   * The transaction with one more step that changes the sum. If that step is the one that failed,
   * the plan's storage is used up. A change that adds nothing is always let pass, so that a tenant
   * over its limit can still delete.
   *
   * @param bytes the size of what the transaction writes, less that of what it replaces or deletes
   * @throws IllegalArgumentException if over a terabyte is added or taken away at once
   */
  public Transaction change(Transaction transaction, TenantContext context, long bytes) {
    if (Math.abs(bytes) > 1L << 40) {
      throw new IllegalArgumentException("not stored in one go: " + bytes + " bytes");
    }
    return transaction.update(
        table, key(context.id()), Update.increment(BYTES, bytes), room(context, bytes));
  }

  private static Condition room(TenantContext context, long bytes) {
    if (bytes <= 0) {
      return Condition.always();
    }
    long most = context.plan().storageBytes() - bytes;
    Condition fits = attribute(BYTES).atMost(most);
    return most < 0 ? fits : fits.or(attribute(BYTES).missing());
  }

  /** What the tenant stores. One request, one read unit. */
  public long used(TenantContext context) {
    return table.get(key(context.id())).map(item -> item.number(BYTES)).orElse(0L);
  }

  private static Key key(TenantId tenant) {
    return new Key(PartitionKey.of(tenant, ItemCollection.of("TENANT")), SortKey.of("storage"));
  }
}
