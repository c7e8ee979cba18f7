package io.saasbricks.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The guard alone: requests written by hand, with no table in between. */
class OutgoingGuardTest {
  private static final Reach REACH = Reach.under("T#tenant01#");
  private static final String OWN = "T#tenant01#NOTE";

  /** Each a request that addresses one given partition. */
  private enum Shape {
    GET,
    PUT,
    PUT_INDEX,
    UPDATE,
    DELETE,
    QUERY,
    QUERY_INDEX,
    QUERY_START,
    BATCH_GET,
    BATCH_PUT,
    BATCH_DELETE,
    STEP_PUT,
    STEP_UPDATE,
    STEP_DELETE,
    STEP_CHECK;

    AwsRequest addressing(String partition) {
      Map<String, AttributeValue> key = key(partition);
      return switch (this) {
        case GET -> GetItemRequest.builder().key(key).build();
        case PUT -> PutItemRequest.builder().item(key).build();
        case PUT_INDEX -> PutItemRequest.builder().item(indexed(partition)).build();
        case UPDATE -> UpdateItemRequest.builder().key(key).build();
        case DELETE -> DeleteItemRequest.builder().key(key).build();
        case QUERY -> query("PK", partition).build();
        case QUERY_INDEX -> query("GSI1PK", partition).indexName("GSI1").build();
        case QUERY_START -> query("PK", OWN).exclusiveStartKey(key).build();
        case BATCH_GET ->
            BatchGetItemRequest.builder()
                .requestItems(
                    Map.of("app", KeysAndAttributes.builder().keys(List.of(key(OWN), key)).build()))
                .build();
        case BATCH_PUT -> batch(WriteRequest.builder().putRequest(p -> p.item(key)).build());
        case BATCH_DELETE -> batch(WriteRequest.builder().deleteRequest(d -> d.key(key)).build());
        case STEP_PUT -> steps(TransactWriteItem.builder().put(p -> p.item(key)).build());
        case STEP_UPDATE -> steps(TransactWriteItem.builder().update(u -> u.key(key)).build());
        case STEP_DELETE -> steps(TransactWriteItem.builder().delete(d -> d.key(key)).build());
        case STEP_CHECK ->
            steps(TransactWriteItem.builder().conditionCheck(c -> c.key(key)).build());
      };
    }

    private static BatchWriteItemRequest batch(WriteRequest write) {
      WriteRequest own = WriteRequest.builder().putRequest(p -> p.item(key(OWN))).build();
      return BatchWriteItemRequest.builder()
          .requestItems(Map.of("app", List.of(own, write)))
          .build();
    }

    private static TransactWriteItemsRequest steps(TransactWriteItem step) {
      TransactWriteItem own = TransactWriteItem.builder().put(p -> p.item(key(OWN))).build();
      return TransactWriteItemsRequest.builder().transactItems(own, step).build();
    }
  }

  static Stream<Shape> shapes() {
    return Stream.of(Shape.values());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theScopesOwnPartitionsPass(Shape shape) {
    assertThatCode(() -> guard(shape.addressing(OWN), REACH)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyOtherPartitionIsRefused(Shape shape) {
    for (String foreign :
        List.of(
            "T#tenant02#NOTE", "T#tenant011#NOTE", "T#tenant01", "t#tenant01#NOTE", "KEY#1", "")) {
      assertThatThrownBy(() -> guard(shape.addressing(foreign), REACH))
          .as(foreign)
          .isInstanceOf(IsolationException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aCallThatSaysNothingOfItsReachIsRefused(Shape shape) {
    assertThatThrownBy(() -> send(shape.addressing(OWN), new ExecutionAttributes()))
        .isInstanceOf(IsolationException.class)
        .hasMessageContaining("past the tables");
  }

  @Test
  void operationsThatAddressNoKeyAreRefusedEvenToTheSystem() {
    for (AwsRequest request :
        List.<AwsRequest>of(
            ScanRequest.builder().tableName("app").build(),
            ExecuteStatementRequest.builder().statement("SELECT * FROM app").build(),
            TransactGetItemsRequest.builder().build())) {
      assertThatThrownBy(() -> guard(request, Reach.SYSTEM))
          .isInstanceOf(IsolationException.class)
          .hasMessageContaining("is not allowed");
    }
  }

  @Test
  void aKeyThatIsMissingOrNoStringIsRefused() {
    Map<String, AttributeValue> number = Map.of("PK", AttributeValue.fromN("1"));
    for (Supplier<AwsRequest> request :
        List.<Supplier<AwsRequest>>of(
            () -> GetItemRequest.builder().build(),
            () -> GetItemRequest.builder().key(number).build(),
            () -> PutItemRequest.builder().item(Map.of("a", AttributeValue.fromS("b"))).build(),
            () -> query("PK", OWN).expressionAttributeValues(Map.of()).build())) {
      assertThatThrownBy(() -> guard(request.get(), Reach.SYSTEM))
          .isInstanceOf(IsolationException.class);
    }
  }

  @Test
  void aQueryMustStartWithThePartitionKeyOfWhatItQueries() {
    for (QueryRequest.Builder query :
        List.of(
            query("SK", OWN),
            query("GSI1PK", OWN),
            query("PK", OWN).indexName("GSI1"),
            query("PK", OWN).keyConditionExpression("begins_with(#n0, :v0)"),
            query("PK", OWN).keyConditionExpression("#n0 > :v0"),
            query("PK", OWN).keyConditionExpression("#n0"))) {
      assertThatThrownBy(() -> guard(query.build(), REACH)).isInstanceOf(IsolationException.class);
    }
  }

  @Test
  void anUpdateMustNotNameAnIndexKey() {
    UpdateItemRequest update =
        UpdateItemRequest.builder()
            .key(key(OWN))
            .expressionAttributeNames(Map.of("#n0", "GSI1PK"))
            .build();
    assertThatThrownBy(() -> guard(update, REACH)).isInstanceOf(IsolationException.class);
  }

  @Test
  void whatItRefusesNeverReachesTheWireAndIsNotTriedAgain() {
    ScriptedServer server = new ScriptedServer().answering(200, "{}");
    try (DynamoDbClient client = server.sdkClient()) {
      assertThatThrownBy(() -> client.scan(scan -> scan.tableName("app")))
          .isInstanceOf(IsolationException.class);
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void standsBeforeTheLeanClientToo() {
    ScriptedServer server = new ScriptedServer().answering(200, "{}");
    try (DynamoDbClient client = server.leanClient()) {
      assertThatThrownBy(() -> client.getItem(get -> get.tableName("app").key(key("T#other#A"))))
          .isInstanceOf(IsolationException.class)
          .hasMessage("GetItemRequest was sent past the tables");
      assertThatThrownBy(() -> client.scan(scan -> scan.tableName("app")))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    assertThat(server.requests()).isEmpty();
  }

  private static void guard(AwsRequest request, Reach reach) {
    send(request, new ExecutionAttributes().putAttribute(Reach.ATTRIBUTE, reach));
  }

  private static void send(AwsRequest request, ExecutionAttributes attributes) {
    new OutgoingGuard().beforeExecution(() -> request, attributes);
  }

  private static Map<String, AttributeValue> key(String partition) {
    return Map.of("PK", AttributeValue.fromS(partition), "SK", AttributeValue.fromS("1"));
  }

  private static Map<String, AttributeValue> indexed(String partition) {
    return Map.of(
        "PK", AttributeValue.fromS(OWN),
        "SK", AttributeValue.fromS("1"),
        "GSI1PK", AttributeValue.fromS(partition),
        "GSI1SK", AttributeValue.fromS("1"));
  }

  private static QueryRequest.Builder query(String name, String partition) {
    return QueryRequest.builder()
        .keyConditionExpression("#n0 = :v0 AND begins_with(#n1, :v1)")
        .expressionAttributeNames(Map.of("#n0", name, "#n1", "SK"))
        .expressionAttributeValues(
            Map.of(":v0", AttributeValue.fromS(partition), ":v1", AttributeValue.fromS("x")));
  }
}
