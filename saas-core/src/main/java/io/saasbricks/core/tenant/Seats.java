package io.saasbricks.core.tenant;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.Update;

/**
 * The count of a tenant's seats taken and of its owners, item {@code T#<tenant>#TENANT / seats}.
 * Each method adds one step to the transaction that changes a member.
 */
record Seats(SaasTable table) {
  private static final String TAKEN = "taken";
  private static final String OWNERS = "owners";

  /** How many seats are taken. */
  long taken(TenantId tenant) {
    return table.get(key(tenant)).map(item -> item.number(TAKEN)).orElse(0L);
  }

  /** The first seat, taken by an owner. */
  Transaction open(Transaction transaction, TenantId tenant) {
    Item first = Item.empty().with(TAKEN, 1).with(OWNERS, 1);
    return transaction.put(table, key(tenant), first, Condition.absent());
  }

  /** One more seat, if the plan has one. */
  Transaction take(Transaction transaction, TenantId tenant, long most) {
    Condition left = attribute(TAKEN).missing().or(attribute(TAKEN).lessThan(most));
    return transaction.update(table, key(tenant), Update.increment(TAKEN, 1), left);
  }

  /** One seat less, unless it is that of the last owner. */
  Transaction free(Transaction transaction, TenantId tenant, Role role) {
    Update freed = Update.set(TAKEN, attribute(TAKEN).minus(1));
    return role == Role.OWNER
        ? transaction.update(
            table, key(tenant), freed.and(owners(-1)), attribute(OWNERS).greaterThan(1))
        : transaction.update(table, key(tenant), freed, Condition.exists());
  }

  /** The same seat under another role, unless that would take away the last owner. */
  Transaction change(Transaction transaction, TenantId tenant, Role from, Role to) {
    int change = (to == Role.OWNER ? 1 : 0) - (from == Role.OWNER ? 1 : 0);
    Condition ownersLeft = change < 0 ? attribute(OWNERS).greaterThan(1) : Condition.always();
    return transaction.update(table, key(tenant), owners(change), ownersLeft);
  }

  private static Update owners(int change) {
    return Update.increment(OWNERS, change);
  }

  private static Key key(TenantId tenant) {
    return new Key(PartitionKey.of(tenant, ItemCollection.of("TENANT")), SortKey.of("seats"));
  }
}
