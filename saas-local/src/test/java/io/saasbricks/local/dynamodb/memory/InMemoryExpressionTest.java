package io.saasbricks.local.dynamodb.memory;

import io.saasbricks.local.dynamodb.StandardTable;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class InMemoryExpressionTest extends ExpressionContract {
  private final DynamoDbClient client =
      InMemoryDynamoDb.create(InstantSource.system()).directClient();

  InMemoryExpressionTest() {
    StandardTable.create(client, "standard");
  }

  @Override
  protected DynamoDbClient client() {
    return client;
  }

  @Override
  protected String table() {
    return "standard";
  }

  @Override
  protected String tenant() {
    return "acme0001";
  }
}
