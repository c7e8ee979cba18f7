package io.saasbricks.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Up to 100 writes, on one or several tables, of which all happen or none.
 *
 * <p>One DynamoDB request and two write units per started KB of each item. A lost answer is
 * resolved by the SDK's own retry under the same client token. Not safe for concurrent use; commit
 * once.
 */
public final class Transaction {
  private static final ReturnValuesOnConditionCheckFailure OLD =
      ReturnValuesOnConditionCheckFailure.ALL_OLD;

  private final List<TransactWriteItem> steps = new ArrayList<>();
  private final List<TableEngine> engines = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();

  /** A transaction without steps. */
  public Transaction() {}

  public Transaction put(SaasTable table, Key key, Item item, Condition condition) {
    Map<String, AttributeValue> attributes = TableEngine.encode(key, item);
    return putStep(table.engine(), system(key), attributes, condition);
  }

  public Transaction put(TenantTable table, Entry entry, Condition condition) {
    return putStep(table.engine(), table.reach(), table.encode(entry), condition);
  }

  public Transaction update(SaasTable table, Key key, Update update, Condition condition) {
    return updateStep(table.engine(), system(key), key, update, condition);
  }

  public Transaction update(
      TenantTable table,
      ItemCollection collection,
      SortKey sort,
      Update update,
      Condition condition) {
    Key key = table.key(collection, sort);
    return updateStep(table.engine(), table.reach(), key, update, condition);
  }

  public Transaction delete(SaasTable table, Key key, Condition condition) {
    return deleteStep(table.engine(), system(key), key, condition);
  }

  public Transaction delete(
      TenantTable table, ItemCollection collection, SortKey sort, Condition condition) {
    return deleteStep(table.engine(), table.reach(), table.key(collection, sort), condition);
  }

  /** Writes nothing, but must hold for the others to be written. */
  public Transaction check(SaasTable table, Key key, Condition condition) {
    return checkStep(table.engine(), system(key), key, condition);
  }

  public Transaction check(
      TenantTable table, ItemCollection collection, SortKey sort, Condition condition) {
    return checkStep(table.engine(), table.reach(), table.key(collection, sort), condition);
  }

  /**
   * Writes all steps, or none.
   *
   * @throws StoreUnavailableException if the outcome is unknown, or another writer was in the way
   */
  public TransactionOutcome commit() {
    if (engines.isEmpty()) {
      throw new IllegalStateException("a transaction needs a step");
    }
    TableEngine engine = engines.get(0);
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(steps)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .overrideConfiguration(new Reach(List.copyOf(prefixes)).configuration())
            .build();
    return engine.call(() -> send(engine.client(), request));
  }

  private TransactionOutcome send(DynamoDbClient client, TransactWriteItemsRequest request) {
    try {
      client
          .transactWriteItems(request)
          .consumedCapacity()
          .forEach(engines.get(0).consumption()::written);
      return new TransactionOutcome.Applied();
    } catch (TransactionCanceledException e) {
      return refused(e);
    }
  }

  /**
   * Every reason is read: one conflict among failed conditions means "try again", not "refused".
   */
  private TransactionOutcome refused(TransactionCanceledException e) {
    List<TransactionOutcome.StepResult> results = new ArrayList<>();
    List<CancellationReason> reasons = e.cancellationReasons();
    for (int i = 0; i < reasons.size(); i++) {
      CancellationReason reason = reasons.get(i);
      switch (String.valueOf(reason.code())) {
        case "None" -> results.add(new TransactionOutcome.StepResult(true, Optional.empty()));
        case "ConditionalCheckFailed" -> results.add(failedStep(reason));
        case "ValidationError", "ItemCollectionSizeLimitExceeded" ->
            throw new StoreRejectedException("transaction step " + i + " is invalid", e);
        default -> throw new StoreUnavailableException("transaction met " + reason.code(), e);
      }
    }
    return new TransactionOutcome.Refused(results);
  }

  private static TransactionOutcome.StepResult failedStep(CancellationReason reason) {
    return new TransactionOutcome.StepResult(
        false, reason.hasItem() ? Optional.of(Values.decodeAll(reason.item())) : Optional.empty());
  }

  private Transaction putStep(
      TableEngine engine,
      Reach reach,
      Map<String, AttributeValue> attributes,
      Condition condition) {
    Placeholders placeholders = new Placeholders();
    Put put =
        Put.builder()
            .tableName(engine.name())
            .item(ItemSize.checked(attributes))
            .conditionExpression(TableEngine.text(condition, placeholders))
            .expressionAttributeNames(TableEngine.names(placeholders))
            .expressionAttributeValues(TableEngine.values(placeholders))
            .returnValuesOnConditionCheckFailure(OLD)
            .build();
    return step(engine, reach, TransactWriteItem.builder().put(put).build());
  }

  private Transaction updateStep(
      TableEngine engine, Reach reach, Key key, Update update, Condition condition) {
    Placeholders placeholders = new Placeholders();
    software.amazon.awssdk.services.dynamodb.model.Update change =
        software.amazon.awssdk.services.dynamodb.model.Update.builder()
            .tableName(engine.name())
            .key(TableEngine.encode(key))
            .updateExpression(update.render(placeholders))
            .conditionExpression(TableEngine.text(condition, placeholders))
            .expressionAttributeNames(TableEngine.names(placeholders))
            .expressionAttributeValues(TableEngine.values(placeholders))
            .returnValuesOnConditionCheckFailure(OLD)
            .build();
    return step(engine, reach, TransactWriteItem.builder().update(change).build());
  }

  private Transaction deleteStep(TableEngine engine, Reach reach, Key key, Condition condition) {
    Placeholders placeholders = new Placeholders();
    Delete delete =
        Delete.builder()
            .tableName(engine.name())
            .key(TableEngine.encode(key))
            .conditionExpression(TableEngine.text(condition, placeholders))
            .expressionAttributeNames(TableEngine.names(placeholders))
            .expressionAttributeValues(TableEngine.values(placeholders))
            .returnValuesOnConditionCheckFailure(OLD)
            .build();
    return step(engine, reach, TransactWriteItem.builder().delete(delete).build());
  }

  private Transaction checkStep(TableEngine engine, Reach reach, Key key, Condition condition) {
    Placeholders placeholders = new Placeholders();
    ConditionCheck check =
        ConditionCheck.builder()
            .tableName(engine.name())
            .key(TableEngine.encode(key))
            .conditionExpression(condition.render(placeholders))
            .expressionAttributeNames(TableEngine.names(placeholders))
            .expressionAttributeValues(TableEngine.values(placeholders))
            .returnValuesOnConditionCheckFailure(OLD)
            .build();
    return step(engine, reach, TransactWriteItem.builder().conditionCheck(check).build());
  }

  private Transaction step(TableEngine engine, Reach reach, TransactWriteItem item) {
    steps.add(item);
    engines.add(engine);
    prefixes.addAll(reach.prefixes());
    return this;
  }

  /** A system step widens the transaction's reach by its own partition only. */
  private static Reach system(Key key) {
    return Reach.of(key.partition().encoded());
  }
}
