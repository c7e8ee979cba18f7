package io.saasbricks.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.local.dynamodb.RequestCounter.Snapshot;
import io.saasbricks.local.dynamodb.RequestCounter.Usage;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

@DynamoDbLocalTest
class RequestCounterTest {
  private final RequestCounter counter = new RequestCounter();
  private final DynamoDbClient client = DynamoDbLocal.shared().client(counter);
  private final LocalTable table;
  private final Map<String, AttributeValue> key;

  RequestCounterTest(LocalTable table) {
    this.table = table;
    this.key = Map.of("PK", AttributeValue.fromS(table.tenant()), "SK", AttributeValue.fromS("1"));
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void countsRequestsAndUnitsByOperation() {
    put();
    put();
    get();
    Snapshot counted = counter.snapshot();
    assertThat(counted.of("PutItem")).isEqualTo(new Usage(2, 2, 0, 2));
    assertThat(counted.of("GetItem")).isEqualTo(new Usage(1, 1, 0.5, 0));
    assertThat(counted.of("Query")).isEqualTo(new Usage(0, 0, 0, 0));
    assertThat(counted.total()).isEqualTo(new Usage(3, 3, 0.5, 2));
  }

  @Test
  void sumsTheUnitsOfATransaction() {
    client.transactWriteItems(
        request ->
            request.transactItems(
                TransactWriteItem.builder()
                    .put(put -> put.tableName(table.tableName()).item(key))
                    .build()));
    assertThat(counter.snapshot().total()).isEqualTo(new Usage(1, 1, 0, 2));
  }

  @Test
  void tellsTheDifferenceSinceASnapshot() {
    put();
    Snapshot before = counter.snapshot();
    get();
    assertThat(counter.since(before).operations())
        .isEqualTo(Map.of("GetItem", new Usage(1, 1, 0.5, 0)));
  }

  @Test
  void resetForgets() {
    put();
    counter.reset();
    assertThat(counter.snapshot().operations()).isEmpty();
  }

  @Test
  void aFailedConditionCountsWithoutUnits() {
    assertThatThrownBy(
            () ->
                client.putItem(
                    request ->
                        request
                            .tableName(table.tableName())
                            .item(key)
                            .conditionExpression("attribute_exists(PK)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(counter.snapshot().total()).isEqualTo(new Usage(1, 1, 0, 0));
  }

  @Test
  void leavesTheDetailThatARequestAsksFor() {
    assertThat(
            client
                .putItem(
                    request ->
                        request
                            .tableName(table.tableName())
                            .item(key)
                            .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                .consumedCapacity()
                .table()
                .capacityUnits())
        .isEqualTo(1.0);
    assertThat(counter.snapshot().total().writeUnits()).isEqualTo(1.0);
  }

  @Test
  void countsOperationsThatHaveNoCapacity() {
    client.listTables();
    assertThat(counter.snapshot().of("ListTables")).isEqualTo(new Usage(1, 1, 0, 0));
  }

  private void put() {
    client.putItem(request -> request.tableName(table.tableName()).item(key));
  }

  private void get() {
    client.getItem(request -> request.tableName(table.tableName()).key(key));
  }
}
