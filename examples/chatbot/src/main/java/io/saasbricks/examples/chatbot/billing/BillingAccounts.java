package io.saasbricks.examples.chatbot.billing;

import static io.saasbricks.core.table.Attribute.attribute;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/**
 * The billing accounts of all tenants: items {@code BILLING#<shard> / <tenant>}, so that jobs find
 * every tenant by sixteen queries, and {@code STRIPE_CUSTOMER#<customer>} naming the tenant. Safe
 * for concurrent use.
 */
public final class BillingAccounts {
  static final int SHARDS = 16;
  private static final int PAGE = 500;

  private final SaasTable table;

  public BillingAccounts(SaasTable table) {
    this.table = table;
  }

  /** Makes the account of a new tenant; repeating it changes nothing. One write unit. */
  public void open(TenantId tenant) {
    Update naming = Update.set(BillingAccount.TENANT, tenant.value());
    table.update(key(tenant), naming, Condition.always());
  }

  /** The tenant's account. One read unit. */
  BillingAccount of(TenantId tenant) {
    Item stored = table.get(key(tenant)).orElse(Item.empty());
    return BillingAccount.fromItem(stored.with(BillingAccount.TENANT, tenant.value()));
  }

  /** The tenant whose customer that is, if it is one of ours. One read unit. */
  Optional<TenantId> ownerOf(String customer) {
    return table
        .get(customerKey(customer))
        .map(item -> new TenantId(item.string(BillingAccount.TENANT)));
  }

  /**
   * Every account, once, however many there are. Where it begins moves on with the hours, and for a
   * run at the same hour with the days, so that runs which are cut off do not always miss the same
   * tenants.
   */
  Iterator<BillingAccount> all(Instant now) {
    long hours = now.getEpochSecond() / Duration.ofHours(1).toSeconds();
    // Hours alone would begin runs of the same hour in two shards: 24 and 16 share a divisor.
    return new EveryAccount(this, Math.floorMod(hours + hours / 24, SHARDS));
  }

  /** One page of a shard and where it ends. */
  Page<BillingAccount> page(int shard, Optional<String> after) {
    return table
        .query(shard(shard), Range.all(), PageRequest.first(PAGE).after(after))
        .map(BillingAccount::fromItem);
  }

  /**
   * Notes the tenant's customer, whose usage is exported from now on: Stripe bills what falls into
   * a subscription. The one that is noted, if another call was faster.
   */
  String attach(TenantId tenant, String customer, Instant now) {
    Item owner = Item.empty().with(BillingAccount.TENANT, tenant.value());
    Update naming =
        Update.set(BillingAccount.TENANT, tenant.value())
            .and(Update.set(BillingAccount.CUSTOMER, customer))
            .and(Update.set(BillingAccount.SINCE, now));
    new Transaction()
        .update(table, key(tenant), naming, attribute(BillingAccount.CUSTOMER).missing())
        .put(table, customerKey(customer), owner, Condition.always())
        .commit();
    return of(tenant).customer().orElseThrow();
  }

  /**
   * The transaction with one more step that notes the plan, if nobody has noted another since the
   * account was read.
   */
  Transaction note(Transaction transaction, BillingAccount seen, String plan) {
    Update noting =
        Update.set(BillingAccount.TENANT, seen.tenant().value())
            .and(Update.set(BillingAccount.PLAN, plan))
            .and(Update.increment(BillingAccount.VERSION, 1));
    Condition unchanged =
        seen.version() == 0
            ? attribute(BillingAccount.VERSION).missing()
            : attribute(BillingAccount.VERSION).equalTo(seen.version());
    return transaction.update(table, key(seen.tenant()), noting, unchanged);
  }

  private static Key key(TenantId tenant) {
    return new Key(shard(shardOf(tenant)), SortKey.of(tenant.value()));
  }

  static int shardOf(TenantId tenant) {
    return Math.floorMod(tenant.value().hashCode(), SHARDS);
  }

  private static PartitionKey shard(int shard) {
    return PartitionKey.system("BILLING", Integer.toString(shard));
  }

  private static Key customerKey(String customer) {
    return Key.single(PartitionKey.system("STRIPE_CUSTOMER", customer));
  }
}
