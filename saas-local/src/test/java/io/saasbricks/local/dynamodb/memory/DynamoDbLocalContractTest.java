package io.saasbricks.local.dynamodb.memory;

import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@DynamoDbLocalTest
class DynamoDbLocalContractTest extends DynamoDbContract {
  private final LocalTable local;

  DynamoDbLocalContractTest(LocalTable local) {
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
