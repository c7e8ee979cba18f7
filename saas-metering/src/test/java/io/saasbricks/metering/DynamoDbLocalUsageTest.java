package io.saasbricks.metering;

import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;

/** Usage over DynamoDB Local. */
@DynamoDbLocalTest
class DynamoDbLocalUsageTest extends UsageContract {
  DynamoDbLocalUsageTest(LocalTable local) {
    super(TestTable.of(local));
  }
}
