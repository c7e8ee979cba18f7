package io.saasbricks.metering;

import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;

/** Quotas over DynamoDB Local. */
@DynamoDbLocalTest
class DynamoDbLocalQuotaTest extends QuotaContract {
  DynamoDbLocalQuotaTest(LocalTable local) {
    super(TestTable.of(local));
  }
}
