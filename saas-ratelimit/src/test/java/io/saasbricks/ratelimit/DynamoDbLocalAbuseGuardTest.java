package io.saasbricks.ratelimit;

import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;

/** The guard over DynamoDB Local. */
@DynamoDbLocalTest
class DynamoDbLocalAbuseGuardTest extends AbuseGuardContract {
  DynamoDbLocalAbuseGuardTest(LocalTable local) {
    super(TestTable.of(local));
  }
}
