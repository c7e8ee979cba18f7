package io.saasbricks.core.idempotency;

import io.saasbricks.core.table.LocalClient;
import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;

@DynamoDbLocalTest
class DynamoDbLocalIdempotencyTest extends IdempotencyContract {
  DynamoDbLocalIdempotencyTest(LocalTable local) {
    super(LocalClient.GUARDED, local.tableName(), local.tenant());
  }
}
