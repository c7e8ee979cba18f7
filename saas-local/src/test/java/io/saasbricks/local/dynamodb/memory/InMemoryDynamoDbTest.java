package io.saasbricks.local.dynamodb.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.local.dynamodb.RequestCounter;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.time.ManualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What DynamoDB Local cannot show: its own time, documented prices, and the list of differences.
 */
class InMemoryDynamoDbTest {
  private final ManualTime time = new ManualTime(Instant.parse("2025-01-01T00:00:00Z"));
  private final InMemoryDynamoDb database = InMemoryDynamoDb.create(time);
  private final RequestCounter counter = new RequestCounter();
  private final DynamoDbClient client = database.client(counter);

  @BeforeEach
  void createTable() {
    StandardTable.create(client, "app");
    counter.reset();
  }

  private static Map<String, AttributeValue> key(String sort) {
    return Map.of("PK", AttributeValue.fromS("p"), "SK", AttributeValue.fromS(sort));
  }

  private static Map<String, AttributeValue> item(String sort, int bytes) {
    return Map.of(
        "PK", AttributeValue.fromS("p"),
        "SK", AttributeValue.fromS(sort),
        "text", AttributeValue.fromS("x".repeat(bytes)));
  }

  private static TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName("app").item(item)).build();
  }

  private static TransactWriteItem addOne(String sort) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName("app")
                    .key(key(sort))
                    .updateExpression("ADD amount :one")
                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
        .build();
  }

  @Test
  void clientsShareTheDatabase() {
    client.putItem(request -> request.tableName("app").item(key("1")));
    try (DynamoDbClient other = database.client()) {
      assertThat(other.getItem(request -> request.tableName("app").key(key("1"))).item())
          .isEqualTo(key("1"));
    }
    assertThat(client.listTables().tableNames()).containsExactly("app");
  }

  @Test
  void aClientTokenIsForgottenAfterTenMinutes() {
    for (Duration pause : List.of(Duration.ofMinutes(9), Duration.ofMinutes(1))) {
      client.transactWriteItems(
          request -> request.clientRequestToken("once").transactItems(addOne("1")));
      time.advance(pause);
    }
    assertThat(amount()).isEqualTo("1");
    client.transactWriteItems(
        request -> request.clientRequestToken("once").transactItems(addOne("1")));
    assertThat(amount()).isEqualTo("2");
  }

  private String amount() {
    return client
        .getItem(request -> request.tableName("app").key(key("1")))
        .item()
        .getOrDefault("amount", AttributeValue.fromN("0"))
        .n();
  }

  @Test
  void requestsOfManyThreadsAreAtomic() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Callable<Object> additions =
        () -> {
          for (int i = 0; i < 50; i++) {
            client.transactWriteItems(request -> request.transactItems(addOne("1")));
          }
          return "";
        };
    for (var done : threads.invokeAll(Stream.generate(() -> additions).limit(4).toList())) {
      done.get();
    }
    threads.shutdown();
    assertThat(amount()).isEqualTo("200");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # bytes of text, write units, read units, consistent read units
          10,    1,  0.5, 1
          1014,  1,  0.5, 1
          1015,  2,  0.5, 1
          4086,  4,  0.5, 1
          4087,  5,  1,   2
          10000, 10, 1.5, 3
          """)
  void unitsAreRoundedUpToKilobytes(int bytes, double write, double read, double consistent) {
    client.putItem(request -> request.tableName("app").item(item("1", bytes)));
    client.getItem(request -> request.tableName("app").key(key("1")));
    client.getItem(request -> request.tableName("app").key(key("1")).consistentRead(true));
    assertThat(counter.snapshot().of("PutItem").writeUnits()).isEqualTo(write);
    assertThat(counter.snapshot().of("GetItem").readUnits()).isEqualTo(read + consistent);
  }

  @Test
  void aWriteCostsTheLargerOfTheItemsBeforeAndAfter() {
    client.putItem(request -> request.tableName("app").item(item("1", 3000)));
    counter.reset();
    client.putItem(request -> request.tableName("app").item(key("1")));
    client.deleteItem(request -> request.tableName("app").key(key("1")));
    assertThat(counter.snapshot().total().writeUnits()).isEqualTo(3 + 1);
  }

  @Test
  void aTransactionCostsTwiceTheUnitsOfEachItem() {
    client.transactWriteItems(
        request -> request.transactItems(put(item("1", 10)), put(item("2", 1500)), addOne("3")));
    assertThat(counter.snapshot().total().writeUnits()).isEqualTo(2 + 4 + 2);
    client.transactGetItems(
        request ->
            request.transactItems(
                List.of("1", "none").stream()
                    .map(
                        sort ->
                            TransactGetItem.builder()
                                .get(get -> get.tableName("app").key(key(sort)))
                                .build())
                    .toList()));
    assertThat(counter.snapshot().total().readUnits()).isEqualTo(4);
  }

  @Test
  void anIndexCostsWhatChangesInIt() {
    Map<String, AttributeValue> indexed =
        Map.of(
            "PK", AttributeValue.fromS("p"),
            "SK", AttributeValue.fromS("1"),
            "GSI1PK", AttributeValue.fromS("g"),
            "GSI1SK", AttributeValue.fromS("1"));
    client.putItem(request -> request.tableName("app").item(indexed));
    assertThat(counter.snapshot().total().writeUnits()).as("inserted").isEqualTo(2);
    client.putItem(request -> request.tableName("app").item(indexed));
    assertThat(counter.snapshot().total().writeUnits()).as("unchanged").isEqualTo(2 + 1);
    client.updateItem(
        request ->
            request
                .tableName("app")
                .key(key("1"))
                .updateExpression("SET GSI1SK = :other")
                .expressionAttributeValues(Map.of(":other", AttributeValue.fromS("2"))));
    assertThat(counter.snapshot().total().writeUnits()).as("moved").isEqualTo(2 + 1 + 3);
  }

  @Test
  void missingItemsAndEmptyQueriesCostTheLeast() {
    KeysAndAttributes keys = KeysAndAttributes.builder().keys(List.of(key("1"), key("2"))).build();
    client.batchGetItem(request -> request.requestItems(Map.of("app", keys)));
    client.query(
        request ->
            request
                .tableName("app")
                .keyConditionExpression("PK = :partition")
                .expressionAttributeValues(Map.of(":partition", AttributeValue.fromS("none"))));
    assertThat(counter.snapshot().of("BatchGetItem").readUnits()).isEqualTo(1);
    assertThat(counter.snapshot().of("Query").readUnits()).isEqualTo(0.5);
  }

  @Test
  void aKeyCannotBeReadTwiceInOneBatch() {
    KeysAndAttributes keys = KeysAndAttributes.builder().keys(List.of(key("1"), key("1"))).build();
    assertRefused(
        "Provided list of item keys contains duplicates",
        () -> client.batchGetItem(request -> request.requestItems(Map.of("app", keys))));
  }

  @Test
  void anItemCannotBeTouchedTwiceInOneTransaction() {
    assertRefused(
        "Transaction request cannot include multiple operations on one item",
        () ->
            client.transactWriteItems(request -> request.transactItems(addOne("1"), addOne("1"))));
  }

  @ParameterizedTest
  @CsvSource({"size", "SIZE", "Convert"})
  void documentedReservedWordsAreRefused(String word) {
    assertRefused(
        "Attribute name is a reserved keyword; reserved keyword: " + word,
        () ->
            client.updateItem(
                request ->
                    request.tableName("app").key(key("1")).updateExpression("REMOVE " + word)));
  }

  @Test
  void updatesCannotGiveAnIndexKeyTheWrongType() {
    assertRefused(
        "Type mismatch for Index Key",
        () ->
            client.updateItem(
                request ->
                    request
                        .tableName("app")
                        .key(key("1"))
                        .updateExpression("SET GSI1PK = :number")
                        .expressionAttributeValues(Map.of(":number", AttributeValue.fromN("1")))));
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertRefused(
        "An unknown operation was requested",
        () -> client.executeStatement(request -> request.statement("SELECT * FROM app")));
    assertRefused(
        "AttributesToGet is not supported in memory",
        () ->
            client.getItem(request -> request.tableName("app").key(key("1")).attributesToGet("a")));
  }

  @Test
  void deprecatedParametersAreRefusedRatherThanIgnored() {
    assertRefused(
        "Expected is not supported in memory",
        () ->
            client.putItem(
                request ->
                    request
                        .tableName("app")
                        .item(key("1"))
                        .expected(
                            Map.of("a", ExpectedAttributeValue.builder().exists(false).build()))));
    assertRefused(
        "ScanFilter is not supported in memory",
        () -> client.scan(request -> request.tableName("app").scanFilter(Map.of("a", isNull()))));
    assertRefused(
        "QueryFilter is not supported in memory",
        () -> client.query(request -> request.tableName("app").queryFilter(Map.of("a", isNull()))));
  }

  private static software.amazon.awssdk.services.dynamodb.model.Condition isNull() {
    return software.amazon.awssdk.services.dynamodb.model.Condition.builder()
        .comparisonOperator(ComparisonOperator.NULL)
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DynamoDB_20120810.ListTables    | {}         | 200 | {"TableNames":["app"]}
          DynamoDB_20120810.DescribeTable | {}         | 400 | #ValidationException
          DynamoDB_20120810.DescribeTable | {"TableName":"none"} | 400 | #ResourceNotFoundException
          DynamoDB_20120810.ListTables    | not json   | 400 | #SerializationException
          DynamoDB_20120810.ListTables    | []         | 400 | #SerializationException
          DynamoDB_20120810.ListTables    | ''         | 400 | #SerializationException
          DynamoDB_20120810.Nonsense      | {}         | 400 | #UnknownOperationException
          ''                              | {}         | 400 | #UnknownOperationException
          """)
  void otherProcessesSpeakItsProtocol(String target, String body, int status, String answer)
      throws IOException {
    LocalResponse response =
        database
            .handler()
            .handle(
                new LocalRequest(
                    "POST",
                    "/",
                    List.of(new Header("x-amz-target", target)),
                    body.getBytes(StandardCharsets.UTF_8)));
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.header("content-type")).contains("application/x-amz-json-1.0");
    var sent = new ByteArrayOutputStream();
    response.body().writeTo(sent);
    assertThat(sent.toString(StandardCharsets.UTF_8)).contains(answer);
  }

  @Test
  void tablesAreListedInPages() {
    for (String name : List.of("b-table", "c-table", "d-table")) {
      StandardTable.create(client, name);
    }
    var first = client.listTables(request -> request.limit(2));
    assertThat(first.tableNames()).containsExactly("app", "b-table");
    assertThat(first.lastEvaluatedTableName()).isEqualTo("b-table");
    var last = client.listTables(request -> request.limit(2).exclusiveStartTableName("b-table"));
    assertThat(last.tableNames()).containsExactly("c-table", "d-table");
    assertThat(last.lastEvaluatedTableName()).isNull();
    assertRefused(
        "Limit must be greater than or equal to 1",
        () -> client.listTables(request -> request.limit(0)));
  }

  @Test
  void aTableTellsWhatItHolds() {
    client.putItem(request -> request.tableName("app").item(item("1", 100)));
    var table = client.describeTable(request -> request.tableName("app")).table();
    assertThat(table.itemCount()).isEqualTo(1);
    assertThat(table.tableSizeBytes()).isEqualTo("PK".length() + 1 + "SK".length() + 1 + 4 + 100);
    assertThat(table.creationDateTime()).isEqualTo(time.instant());
    assertThat(table.globalSecondaryIndexes().get(0).itemCount()).isZero();
    client.deleteTable(request -> request.tableName("app"));
    assertThat(client.listTables().tableNames()).isEmpty();
  }

  @Test
  void expiryIsSwitchedOnAndOffAndDeletesNothing() {
    client.putItem(
        request ->
            request
                .tableName("app")
                .item(
                    Map.of(
                        "PK", AttributeValue.fromS("p"),
                        "SK", AttributeValue.fromS("1"),
                        "ttl", AttributeValue.fromN("1"))));
    assertThat(client.getItem(request -> request.tableName("app").key(key("1"))).item())
        .containsKey("ttl");
    assertRefused("TimeToLive is already enabled", () -> expiry(true));
    expiry(false);
    assertThat(
            client
                .describeTimeToLive(request -> request.tableName("app"))
                .timeToLiveDescription()
                .timeToLiveStatusAsString())
        .isEqualTo("DISABLED");
    assertRefused("TimeToLive is already disabled", () -> expiry(false));
  }

  private void expiry(boolean enabled) {
    client.updateTimeToLive(
        request ->
            request
                .tableName("app")
                .timeToLiveSpecification(ttl -> ttl.attributeName("ttl").enabled(enabled)));
  }

  @Test
  void segmentsOfAScanAreTheWhole() {
    for (int i = 0; i < 20; i++) {
      String partition = "p" + i;
      client.putItem(
          request ->
              request
                  .tableName("app")
                  .item(
                      Map.of(
                          "PK", AttributeValue.fromS(partition),
                          "SK", AttributeValue.fromS("-"))));
    }
    int found = 0;
    for (int segment = 0; segment < 3; segment++) {
      int number = segment;
      found +=
          client.scan(request -> request.tableName("app").segment(number).totalSegments(3)).count();
    }
    assertThat(found).isEqualTo(20);
  }

  private static void assertRefused(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(DynamoDbException.class).hasMessageContaining(message);
  }
}
