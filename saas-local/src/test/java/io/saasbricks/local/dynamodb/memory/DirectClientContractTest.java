package io.saasbricks.local.dynamodb.memory;

import io.saasbricks.local.dynamodb.StandardTable;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DirectClientContractTest extends DynamoDbContract {
  private final DynamoDbClient client =
      InMemoryDynamoDb.create(InstantSource.system()).directClient();

  DirectClientContractTest() {
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
