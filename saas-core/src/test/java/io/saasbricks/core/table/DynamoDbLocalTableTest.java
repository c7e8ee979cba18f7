package io.saasbricks.core.table;

import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;

/** The contract over DynamoDB Local, through the client that functions use. */
@DynamoDbLocalTest
class DynamoDbLocalTableTest extends TableContract {
  DynamoDbLocalTableTest(LocalTable local) {
    super(LocalClient.GUARDED, local.tableName(), local.tenant());
  }
}
