package io.saasbricks.local.dynamodb.memory;

import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@DynamoDbLocalTest
class DynamoDbLocalExpressionTest extends ExpressionContract {
  private final LocalTable local;

  DynamoDbLocalExpressionTest(LocalTable local) {
    this.local = local;
  }

  @Override
  protected DynamoDbClient client() {
    return local.client();
  }

  @Override
  protected String table() {
    return local.tableName();
  }

  @Override
  protected String tenant() {
    return local.tenant();
  }
}
