package io.saasbricks.llm.conversation;

import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;

/** Conversations over DynamoDB Local. */
@DynamoDbLocalTest
class DynamoDbLocalConversationsTest extends ConversationsContract {
  DynamoDbLocalConversationsTest(LocalTable local) {
    super(TestTable.of(local));
  }
}
