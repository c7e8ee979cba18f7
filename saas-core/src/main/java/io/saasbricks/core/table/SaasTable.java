package io.saasbricks.core.table;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.TenantScope;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A DynamoDB table as the system sees it: every item, addressed by its full key.
 *
 * <p>For wiring and for features that keep their own system-wide items. Code that serves a tenant's
 * request asks for {@link #in} the tenant's scope and works on that.
 *
 * <p>Every method is one DynamoDB request, throws {@link StoreUnavailableException} if the outcome
 * is not known in time and {@link StoreRejectedException} if DynamoDB will never accept it.
 * Immutable and safe for concurrent use.
 */
public final class SaasTable {
  private final TableEngine engine;
  private final Optional<CursorSeal> seal;

  SaasTable(TableEngine engine, Optional<CursorSeal> seal) {
    this.engine = engine;
    this.seal = seal;
  }

  /**
   * The table of that name.
   *
   * @param time decides which items have expired
   * @param consumption where the cost of every call is added up
   */
  public static SaasTable of(
      DynamoDbClient client, String name, InstantSource time, Consumption consumption) {
    Objects.requireNonNull(client, "client");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a table needs a name");
    }
    return new SaasTable(
        new TableEngine(client, name, time, consumption, Backoff.STANDARD, Optional.empty()),
        Optional.empty());
  }

  /** A table whose own consumption is of no interest. */
  public static SaasTable of(DynamoDbClient client, String name, InstantSource time) {
    return of(client, name, time, new Consumption());
  }

  /** This table, able to page through its items with cursors sealed by the given seal. */
  public SaasTable sealing(CursorSeal cursors) {
    return new SaasTable(engine, Optional.of(cursors));
  }

  /**
   * This table, whose calls give up with {@link StoreUnavailableException} when the deadline
   * passes, retries included. Costs no request.
   */
  public SaasTable within(Deadline deadline) {
    return new SaasTable(engine.within(deadline), seal);
  }

  /** Another table reached by the same client, sealed and counted as this one. */
  public SaasTable elsewhere(String name) {
    return elsewhere(engine.client(), name);
  }

  /** Another table reached by another client, sealed and counted as this one. */
  public SaasTable elsewhere(DynamoDbClient client, String name) {
    return new SaasTable(engine.elsewhere(client, name), seal);
  }

  /** The name of the table in DynamoDB. */
  public String name() {
    return engine.name();
  }

  /** The part of this table that belongs to the scope's tenant. Costs no request. */
  public TenantTable in(TenantScope scope) {
    return new TenantTable(engine, scope.tenant(), seal);
  }

  /** The item, if there is one that has not expired. */
  public Optional<Item> get(Key key, ReadConsistency consistency) {
    return engine.get(key, consistency, Reach.SYSTEM);
  }

  /** The item as of now. */
  public Optional<Item> get(Key key) {
    return get(key, ReadConsistency.STRONG);
  }

  /**
   * Writes the item in place of what is there, if the condition holds. One write unit per started
   * KB of the larger of both.
   *
   * @throws ItemTooLargeException if the item would pass 400 KB; nothing is sent
   */
  public WriteOutcome put(Key key, Item item, Condition condition) {
    return engine.put(key.encoded(item), item, condition, Reach.SYSTEM);
  }

  /** Changes the item, or creates it, if the condition holds. One write unit per started KB. */
  public WriteOutcome update(Key key, Update update, Condition condition) {
    return engine.update(key, update, condition, Reach.SYSTEM);
  }

  /** Deletes the item if the condition holds; an absent item is no error. */
  public WriteOutcome delete(Key key, Condition condition) {
    return engine.delete(key, condition, Reach.SYSTEM);
  }

  /** The items of a partition in that range. One request per started MB read. */
  public Page<Item> query(PartitionKey partition, Range range, PageRequest page) {
    return query(partition, range, page, ReadConsistency.STRONG);
  }

  /** The items of a partition in that range. One request per started MB read. */
  public Page<Item> query(
      PartitionKey partition, Range range, PageRequest page, ReadConsistency consistency) {
    return new PagedQuery(engine, Reach.SYSTEM, seal).onTable(partition, range, page, consistency);
  }

  /**
   * The items among those that are there, by key. One request per started 100 keys or 16 MB; what
   * DynamoDB leaves unread is asked for again, six times at most.
   *
   * @throws StoreUnavailableException if some are still unread then
   */
  public Map<Key, Item> getAll(Collection<Key> keys, ReadConsistency consistency) {
    return new Batch(engine, Reach.SYSTEM).get(keys, consistency);
  }

  /**
   * Writes the items in place of what is there, in no order and not atomically. One request per
   * started 25 items, one write unit per started KB of each.
   *
   * @throws StoreUnavailableException if some were not written after six attempts; writing all of
   *     them again is safe
   * @throws ItemTooLargeException if one of them would pass 400 KB; nothing is sent
   */
  public void putAll(Map<Key, Item> items) {
    List<Map<String, AttributeValue>> encoded = new ArrayList<>();
    items.forEach((key, item) -> encoded.add(key.encoded(item)));
    new Batch(engine, Reach.SYSTEM).put(encoded);
  }

  /** Deletes the items that are there; costs, order and failures as for {@link #putAll}. */
  public void deleteAll(Collection<Key> keys) {
    new Batch(engine, Reach.SYSTEM).delete(keys);
  }

  TableEngine engine() {
    return engine;
  }
}
