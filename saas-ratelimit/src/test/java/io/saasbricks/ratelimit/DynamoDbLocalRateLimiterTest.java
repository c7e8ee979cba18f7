package io.saasbricks.ratelimit;

import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;

/** Limits over DynamoDB Local. */
@DynamoDbLocalTest
class DynamoDbLocalRateLimiterTest extends RateLimiterContract {
  DynamoDbLocalRateLimiterTest(LocalTable local) {
    super(TestTable.of(local));
  }
}
