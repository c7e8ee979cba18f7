package io.saasbricks.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Up to 100 writes, on one or several tables, of which all happen or none. No two may address the
 * same item.
 *
 * <p>One DynamoDB request and two write units per started KB of each item, added to the consumption
 * of the first step's table. The deadline of the first step's table applies. A lost answer is
 * resolved by the SDK's own retry under the same client token. Not safe for concurrent use; commit
 * once.
 */
public final class Transaction {
  private final List<TransactWriteItem> steps = new ArrayList<>();
  private final List<TableEngine> engines = new ArrayList<>();
  private Reach reach = Reach.NOTHING;
  private @Nullable String token;

  /** A transaction without steps. */
  public Transaction() {}

  /**
   * Lets the same transaction be committed again, within ten minutes and from anywhere, without
   * taking effect twice. Without one, only the retries inside {@link #commit} are covered.
   *
   * @param name 1 to 36 characters, different for every transaction
   */
  public Transaction token(String name) {
    if (name.isEmpty() || name.length() > 36) {
      throw new IllegalArgumentException("a token must have 1 to 36 characters: " + name);
    }
    token = name;
    return this;
  }

  /** Writes the item in place of what is there. */
  public Transaction put(SaasTable table, Key key, Item item, Condition condition) {
    Map<String, AttributeValue> attributes = key.encoded(item);
    return step(
        table.engine(),
        Reach.only(key.partition()),
        TransactionSteps.put(table.name(), attributes, condition));
  }

  /** Writes the entry in place of what is there. */
  public Transaction put(TenantTable table, Entry entry, Condition condition) {
    return step(
        table.engine(),
        table.reach(),
        TransactionSteps.put(table.engine().name(), table.encode(entry), condition));
  }

  /** Changes the item, or creates it. */
  public Transaction update(SaasTable table, Key key, Update update, Condition condition) {
    return step(
        table.engine(),
        Reach.only(key.partition()),
        TransactionSteps.update(table.name(), key, update, condition));
  }

  /** Changes the tenant's item, or creates it. */
  public Transaction update(
      TenantTable table,
      ItemCollection collection,
      SortKey sort,
      Update update,
      Condition condition) {
    Key key = table.key(collection, sort);
    return step(
        table.engine(),
        table.reach(),
        TransactionSteps.update(table.engine().name(), key, update, condition));
  }

  /** Deletes the item; an absent one is no error. */
  public Transaction delete(SaasTable table, Key key, Condition condition) {
    return step(
        table.engine(),
        Reach.only(key.partition()),
        TransactionSteps.delete(table.name(), key, condition));
  }

  /** Deletes the tenant's item; an absent one is no error. */
  public Transaction delete(
      TenantTable table, ItemCollection collection, SortKey sort, Condition condition) {
    Key key = table.key(collection, sort);
    return step(
        table.engine(),
        table.reach(),
        TransactionSteps.delete(table.engine().name(), key, condition));
  }

  /** Writes nothing, but must hold for the others to be written. */
  public Transaction check(SaasTable table, Key key, Condition condition) {
    return step(
        table.engine(),
        Reach.only(key.partition()),
        TransactionSteps.check(table.name(), key, condition));
  }

  /** Writes nothing, but must hold of the tenant's item for the others to be written. */
  public Transaction check(
      TenantTable table, ItemCollection collection, SortKey sort, Condition condition) {
    Key key = table.key(collection, sort);
    return step(
        table.engine(),
        table.reach(),
        TransactionSteps.check(table.engine().name(), key, condition));
  }

  /**
   * Writes all steps, or none.
   *
   * @throws StoreUnavailableException if the outcome is unknown, or another writer was in the way
   * @throws StoreRejectedException if DynamoDB will never accept a step, or has seen the token on
   *     another transaction
   */
  public TransactionOutcome commit() {
    if (engines.isEmpty()) {
      throw new IllegalStateException("a transaction needs a step");
    }
    TableEngine engine = engines.get(0);
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(steps)
            .clientRequestToken(token)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .overrideConfiguration(engine.bounded(reach))
            .build();
    return engine.call(() -> send(engine, request));
  }

  private TransactionOutcome send(TableEngine engine, TransactWriteItemsRequest request) {
    try {
      engine
          .client()
          .transactWriteItems(request)
          .consumedCapacity()
          .forEach(engine.consumption()::written);
      return new TransactionOutcome.Applied();
    } catch (TransactionCanceledException e) {
      return refused(e);
    }
  }

  /**
   * Every reason is read, and the worst decides: an invalid step outweighs a conflict, which means
   * "try again" and outweighs a condition that failed beside it.
   */
  private TransactionOutcome refused(TransactionCanceledException e) {
    List<CancellationReason> reasons = e.cancellationReasons();
    List<String> codes = reasons.stream().map(reason -> String.valueOf(reason.code())).toList();
    if (codes.contains("ValidationError") || codes.contains("ItemCollectionSizeLimitExceeded")) {
      throw new StoreRejectedException("a transaction step is invalid: " + codes, e);
    }
    if (!codes.stream().allMatch(c -> c.equals("None") || c.equals("ConditionalCheckFailed"))
        || !codes.contains("ConditionalCheckFailed")) {
      throw new StoreUnavailableException("a transaction was in the way: " + codes, e);
    }
    List<TransactionOutcome.StepResult> results = new ArrayList<>();
    for (int i = 0; i < reasons.size(); i++) {
      results.add(result(engines.get(i), reasons.get(i)));
    }
    return new TransactionOutcome.Refused(results);
  }

  private TransactionOutcome.StepResult result(TableEngine engine, CancellationReason reason) {
    return new TransactionOutcome.StepResult(
        "None".equals(reason.code()),
        reason.hasItem() ? engine.live(reason.item(), reach) : Optional.empty());
  }

  private Transaction step(TableEngine engine, Reach stepReach, TransactWriteItem step) {
    DynamoDbClient client = engines.isEmpty() ? engine.client() : engines.get(0).client();
    if (engine.client() != client) {
      throw new IllegalArgumentException(
          "table " + engine.name() + " is reached by another client than the steps before");
    }
    steps.add(step);
    engines.add(engine);
    reach = reach.and(stepReach);
    return this;
  }
}
