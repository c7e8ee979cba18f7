package io.saasbricks.metering;

import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;

/** Reservations over DynamoDB Local. */
@DynamoDbLocalTest
class DynamoDbLocalReservationTest extends ReservationContract {
  DynamoDbLocalReservationTest(LocalTable local) {
    super(TestTable.of(local));
  }
}
