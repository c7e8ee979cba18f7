package io.saasbricks.core.tenant;

import io.saasbricks.core.table.LocalClient;
import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;

@DynamoDbLocalTest
class DynamoDbLocalTenancyTest extends TenancyContract {
  DynamoDbLocalTenancyTest(LocalTable local) {
    super(LocalClient.GUARDED, local.tableName(), local.tenant());
  }
}
