package io.saasbricks.core.table;

import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Renders the writes of single items; each is a pure function of its arguments. */
final class WriteRequests {
  private static final ReturnValuesOnConditionCheckFailure OLD =
      ReturnValuesOnConditionCheckFailure.ALL_OLD;
  private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

  private WriteRequests() {}

  static PutItemRequest put(
      String table,
      Map<String, AttributeValue> attributes,
      Condition condition,
      AwsRequestOverrideConfiguration bounds) {
    Placeholders p = new Placeholders();
    return PutItemRequest.builder()
        .tableName(table)
        .item(ItemSize.checked(attributes))
        .conditionExpression(p.condition(condition))
        .expressionAttributeNames(p.names())
        .expressionAttributeValues(p.values())
        .returnValuesOnConditionCheckFailure(OLD)
        .returnConsumedCapacity(TOTAL)
        .overrideConfiguration(bounds)
        .build();
  }

  static UpdateItemRequest update(
      String table,
      Key key,
      Update update,
      Condition condition,
      AwsRequestOverrideConfiguration bounds) {
    Placeholders p = new Placeholders();
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key.encoded())
        .updateExpression(update.isNothing() ? null : update.render(p))
        .conditionExpression(p.condition(condition))
        .expressionAttributeNames(p.names())
        .expressionAttributeValues(ItemSize.checkedValues(p.values()))
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(OLD)
        .returnConsumedCapacity(TOTAL)
        .overrideConfiguration(bounds)
        .build();
  }

  static DeleteItemRequest delete(
      String table, Key key, Condition condition, AwsRequestOverrideConfiguration bounds) {
    Placeholders p = new Placeholders();
    return DeleteItemRequest.builder()
        .tableName(table)
        .key(key.encoded())
        .conditionExpression(p.condition(condition))
        .expressionAttributeNames(p.names())
        .expressionAttributeValues(p.values())
        .returnValues(ReturnValue.ALL_OLD)
        .returnValuesOnConditionCheckFailure(OLD)
        .returnConsumedCapacity(TOTAL)
        .overrideConfiguration(bounds)
        .build();
  }
}
