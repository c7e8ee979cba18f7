package io.saasbricks.core.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Renders the steps of a transaction; each is a pure function of its arguments. */
final class TransactionSteps {
  private static final ReturnValuesOnConditionCheckFailure OLD =
      ReturnValuesOnConditionCheckFailure.ALL_OLD;

  private TransactionSteps() {}

  static TransactWriteItem put(
      String table, Map<String, AttributeValue> item, Condition condition) {
    Placeholders p = new Placeholders();
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(table)
                    .item(ItemSize.checked(item))
                    .conditionExpression(p.condition(condition))
                    .expressionAttributeNames(p.names())
                    .expressionAttributeValues(p.values())
                    .returnValuesOnConditionCheckFailure(OLD))
        .build();
  }

  static TransactWriteItem update(String table, Key key, Update change, Condition condition) {
    if (change.isNothing()) {
      throw new IllegalArgumentException("an update in a transaction must change something");
    }
    Placeholders p = new Placeholders();
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(table)
                    .key(key.encoded())
                    .updateExpression(change.render(p))
                    .conditionExpression(p.condition(condition))
                    .expressionAttributeNames(p.names())
                    .expressionAttributeValues(ItemSize.checkedValues(p.values()))
                    .returnValuesOnConditionCheckFailure(OLD))
        .build();
  }

  static TransactWriteItem delete(String table, Key key, Condition condition) {
    Placeholders p = new Placeholders();
    return TransactWriteItem.builder()
        .delete(
            delete ->
                delete
                    .tableName(table)
                    .key(key.encoded())
                    .conditionExpression(p.condition(condition))
                    .expressionAttributeNames(p.names())
                    .expressionAttributeValues(p.values())
                    .returnValuesOnConditionCheckFailure(OLD))
        .build();
  }

  static TransactWriteItem check(String table, Key key, Condition condition) {
    if (condition.isAlways()) {
      throw new IllegalArgumentException("a check in a transaction needs a condition");
    }
    Placeholders p = new Placeholders();
    return TransactWriteItem.builder()
        .conditionCheck(
            check ->
                check
                    .tableName(table)
                    .key(key.encoded())
                    .conditionExpression(condition.render(p))
                    .expressionAttributeNames(p.names())
                    .expressionAttributeValues(p.values())
                    .returnValuesOnConditionCheckFailure(OLD))
        .build();
  }
}
