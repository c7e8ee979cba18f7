package io.saasbricks.core.table;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.TenantId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One tenant's part of a table. Its methods take an item collection and a sort key; the partition
 * key is composed from the tenant of the scope, and there is no parameter in which another could be
 * written.
 *
 * <p>Every method is one DynamoDB request, throws {@link StoreUnavailableException} if the outcome
 * is not known in time and {@link StoreRejectedException} if DynamoDB will never accept it.
 * Immutable and safe for concurrent use.
 */
public final class TenantTable {
  private final TableEngine engine;
  private final TenantId tenant;
  private final Optional<CursorSeal> seal;
  private final Reach reach;

  TenantTable(TableEngine engine, TenantId tenant, Optional<CursorSeal> seal) {
    this(engine, tenant, seal, Reach.under(PartitionKey.tenantPrefix(tenant)));
  }

  TenantTable(TableEngine engine, TenantId tenant, Optional<CursorSeal> seal, Reach reach) {
    this.engine = engine;
    this.tenant = tenant;
    this.seal = seal;
    this.reach = reach;
  }

  /**
   * This table, whose calls give up with {@link StoreUnavailableException} when the deadline
   * passes, retries included. Costs no request.
   */
  public TenantTable within(Deadline deadline) {
    return new TenantTable(engine.within(deadline), tenant, seal, reach);
  }

  /** The tenant whose items these are. */
  public TenantId tenant() {
    return tenant;
  }

  /** The item, if there is one that has not expired. */
  public Optional<Item> get(ItemCollection collection, SortKey sort, ReadConsistency consistency) {
    return engine.get(key(collection, sort), consistency, reach);
  }

  /** The item as of now. */
  public Optional<Item> get(ItemCollection collection, SortKey sort) {
    return get(collection, sort, ReadConsistency.STRONG);
  }

  /**
   * Writes the entry in place of what is there, if the condition holds. One write unit per started
   * KB of the larger of both, and as much again if it is indexed.
   *
   * @throws ItemTooLargeException if the item would pass 400 KB; nothing is sent
   */
  public WriteOutcome put(Entry entry, Condition condition) {
    return engine.put(encode(entry), entry.item(), condition, reach);
  }

  /** Changes the item, or creates it, if the condition holds. One write unit per started KB. */
  public WriteOutcome update(
      ItemCollection collection, SortKey sort, Update update, Condition condition) {
    return engine.update(key(collection, sort), update, condition, reach);
  }

  /** Deletes the item if the condition holds; an absent item is no error. */
  public WriteOutcome delete(ItemCollection collection, SortKey sort, Condition condition) {
    return engine.delete(key(collection, sort), condition, reach);
  }

  /** The items of a collection in that range, as of now. One request per started MB read. */
  public Page<Item> query(ItemCollection collection, Range range, PageRequest page) {
    return query(collection, range, page, ReadConsistency.STRONG);
  }

  /** The items of a collection in that range. One request per started MB read. */
  public Page<Item> query(
      ItemCollection collection, Range range, PageRequest page, ReadConsistency consistency) {
    return new PagedQuery(engine, reach, seal)
        .onTable(PartitionKey.of(tenant, collection), range, page, consistency);
  }

  /** The items listed in a collection of the index. May miss writes of about the last second. */
  public Page<Item> queryIndex(ItemCollection collection, Range range, PageRequest page) {
    return new PagedQuery(engine, reach, seal)
        .onIndex(PartitionKey.of(tenant, collection), range, page);
  }

  /**
   * The items of a collection among those that are there, by sort key. One request per started 100
   * keys or 16 MB; what DynamoDB leaves unread is asked for again, six times at most.
   *
   * @throws StoreUnavailableException if some are still unread then
   */
  public Map<SortKey, Item> getAll(
      ItemCollection collection, Collection<SortKey> sorts, ReadConsistency consistency) {
    Map<SortKey, Item> found = new LinkedHashMap<>();
    new Batch(engine, reach)
        .get(keys(collection, sorts), consistency)
        .forEach((key, item) -> found.put(key.sort(), item));
    return found;
  }

  /**
   * Writes the entries in place of what is there, in no order and not atomically. One request per
   * started 25 entries, one write unit per started KB of each.
   *
   * @throws StoreUnavailableException if some were not written after six attempts; writing all of
   *     them again is safe
   * @throws ItemTooLargeException if one of them would pass 400 KB; nothing is sent
   */
  public void putAll(Collection<Entry> entries) {
    new Batch(engine, reach).put(entries.stream().map(this::encode).toList());
  }

  /** Deletes the items that are there; costs, order and failures as for {@link #putAll}. */
  public void deleteAll(ItemCollection collection, Collection<SortKey> sorts) {
    new Batch(engine, reach).delete(keys(collection, sorts));
  }

  private List<Key> keys(ItemCollection collection, Collection<SortKey> sorts) {
    return sorts.stream().map(sort -> key(collection, sort)).toList();
  }

  TableEngine engine() {
    return engine;
  }

  Reach reach() {
    return reach;
  }

  Key key(ItemCollection collection, SortKey sort) {
    return new Key(PartitionKey.of(tenant, collection), sort);
  }

  Map<String, AttributeValue> encode(Entry entry) {
    Map<String, AttributeValue> attributes =
        key(entry.collection(), entry.sort()).encoded(entry.item());
    entry
        .indexPlace()
        .ifPresent(
            place -> {
              String partition = PartitionKey.of(tenant, place.collection()).encoded();
              attributes.put(Attributes.INDEX_PARTITION, AttributeValue.fromS(partition));
              attributes.put(Attributes.INDEX_SORT, AttributeValue.fromS(place.sort().encoded()));
            });
    return attributes;
  }
}
