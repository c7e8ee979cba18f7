package io.saasbricks.ratelimit;

import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;

/** The desk over DynamoDB Local. */
@DynamoDbLocalTest
class DynamoDbLocalLimitDeskTest extends LimitDeskContract {
  DynamoDbLocalLimitDeskTest(LocalTable local) {
    super(TestTable.of(local));
  }
}
