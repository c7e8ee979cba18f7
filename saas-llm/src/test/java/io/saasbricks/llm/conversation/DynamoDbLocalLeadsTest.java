package io.saasbricks.llm.conversation;

import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;

/** Leads over DynamoDB Local. */
@DynamoDbLocalTest
class DynamoDbLocalLeadsTest extends LeadsContract {
  DynamoDbLocalLeadsTest(LocalTable local) {
    super(TestTable.of(local));
  }
}
