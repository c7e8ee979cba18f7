package io.saasbricks.local.dynamodb.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saasbricks.local.dynamodb.StandardTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What the SDK's users see, alike over both databases. */
abstract class DynamoDbContract {
  /** A client, a table of the standard layout, and a partition nobody else uses. */
  protected abstract DynamoDbClient client();

  protected abstract String table();

  protected abstract String tenant();

  private Map<String, AttributeValue> key(String sort) {
    return Map.of("PK", AttributeValue.fromS("T#" + tenant()), "SK", AttributeValue.fromS(sort));
  }

  private void put(String sort, Map<String, AttributeValue> attributes) {
    client().putItem(request -> request.tableName(table()).item(item(sort, attributes)));
  }

  private Map<String, AttributeValue> item(String sort, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.putAll(key(sort));
    return item;
  }

  private Map<String, AttributeValue> get(String sort) {
    return client().getItem(request -> request.tableName(table()).key(key(sort))).item();
  }

  @Test
  void everyTypeComesBackAsItWas() {
    Map<String, AttributeValue> attributes =
        Map.of(
            "text", AttributeValue.fromS("zoë \uD83D\uDE00"),
            "number", AttributeValue.fromN("-12.5"),
            "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1, 127})),
            "yes", AttributeValue.fromBool(true),
            "nothing", AttributeValue.fromNul(true),
            "texts", AttributeValue.fromSs(List.of("a", "b")),
            "numbers", AttributeValue.fromNs(List.of("-1", "2")),
            "list",
                AttributeValue.fromL(
                    List.of(AttributeValue.fromS(""), AttributeValue.fromL(List.of()))),
            "map", AttributeValue.fromM(Map.of("inner", AttributeValue.fromN("1"))));
    put("1", attributes);
    assertThat(get("1")).isEqualTo(item("1", attributes));
  }

  @Test
  void aMissingItemIsNoItem() {
    var answer = client().getItem(request -> request.tableName(table()).key(key("none")));
    assertThat(answer.hasItem()).isFalse();
  }

  @Test
  void aFailedConditionCarriesTheStoredItem() {
    Map<String, AttributeValue> attributes = Map.of("owner", AttributeValue.fromS("a"));
    put("1", attributes);
    ConditionalCheckFailedException failure =
        catchThrowableOfType(
            ConditionalCheckFailedException.class,
            () ->
                client()
                    .putItem(
                        request ->
                            request
                                .tableName(table())
                                .item(key("1"))
                                .conditionExpression("attribute_not_exists(PK)")
                                .returnValuesOnConditionCheckFailure(
                                    ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    assertThat(failure.item()).isEqualTo(item("1", attributes));
    assertThat(get("1")).isEqualTo(item("1", attributes));
  }

  @Test
  void updatesReadTheItemAsItWas() {
    put("1", Map.of("a", AttributeValue.fromN("1"), "b", AttributeValue.fromN("2")));
    var answer =
        client()
            .updateItem(
                request ->
                    request
                        .tableName(table())
                        .key(key("1"))
                        .updateExpression("SET a = b, b = a ADD c :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                        .returnValues(ReturnValue.UPDATED_NEW));
    assertThat(answer.attributes())
        .isEqualTo(
            Map.of(
                "a", AttributeValue.fromN("2"),
                "b", AttributeValue.fromN("1"),
                "c", AttributeValue.fromN("1")));
  }

  @Test
  void pagesOfAQueryJoinToTheWhole() {
    List<String> sorts = IntStream.range(0, 7).mapToObj(i -> "page-" + i).toList();
    sorts.forEach(sort -> put(sort, Map.of()));
    List<String> read = new ArrayList<>();
    client()
        .queryPaginator(
            request ->
                request
                    .tableName(table())
                    .limit(3)
                    .scanIndexForward(false)
                    .keyConditionExpression("PK = :partition AND begins_with(SK, :prefix)")
                    .expressionAttributeValues(
                        Map.of(
                            ":partition", AttributeValue.fromS("T#" + tenant()),
                            ":prefix", AttributeValue.fromS("page-"))))
        .items()
        .forEach(item -> read.add(0, item.getOrDefault("SK", AttributeValue.fromS("")).s()));
    assertThat(read).isEqualTo(sorts);
  }

  @Test
  void aQueryStopsAfterOneMegabyte() {
    AttributeValue large = AttributeValue.fromS("x".repeat(300_000));
    for (int i = 0; i < 5; i++) {
      put("large-" + i, Map.of("text", large));
    }
    var answer =
        client()
            .query(
                request ->
                    request
                        .tableName(table())
                        .keyConditionExpression("PK = :partition AND begins_with(SK, :prefix)")
                        .expressionAttributeValues(
                            Map.of(
                                ":partition", AttributeValue.fromS("T#" + tenant()),
                                ":prefix", AttributeValue.fromS("large-"))));
    assertThat(answer.count()).isEqualTo(4);
    assertThat(answer.hasLastEvaluatedKey()).isTrue();
  }

  @Test
  void anIndexHoldsOnlyItemsWithItsKeys() {
    AttributeValue partition = AttributeValue.fromS("G#" + tenant());
    put("in", Map.of("GSI1PK", partition, "GSI1SK", AttributeValue.fromS("1")));
    put("out", Map.of("GSI1PK", partition));
    var answer =
        client()
            .query(
                request ->
                    request
                        .tableName(table())
                        .indexName("GSI1")
                        .keyConditionExpression("GSI1PK = :partition")
                        .expressionAttributeValues(Map.of(":partition", partition)));
    assertThat(answer.items()).hasSize(1);
    assertThat(answer.items().get(0)).containsAllEntriesOf(key("in"));
  }

  @Test
  void aCancelledTransactionTellsWhyAndChangesNothing() {
    put("1", Map.of());
    TransactionCanceledException failure =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () -> client().transactWriteItems(request -> request.transactItems(add("2"), no("1"))));
    assertThat(failure.cancellationReasons())
        .extracting(reason -> reason.code())
        .containsExactly("None", "ConditionalCheckFailed");
    assertThat(get("2")).isEmpty();
  }

  private TransactWriteItem add(String sort) {
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table())
                .key(key(sort))
                .updateExpression("ADD amount :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                .build())
        .build();
  }

  private TransactWriteItem no(String sort) {
    return TransactWriteItem.builder()
        .conditionCheck(
            check ->
                check
                    .tableName(table())
                    .key(key(sort))
                    .conditionExpression("attribute_not_exists(PK)"))
        .build();
  }

  @Test
  void aTokenMakesATransactionOnce() {
    String token = tenant() + "1";
    for (int i = 0; i < 3; i++) {
      client()
          .transactWriteItems(request -> request.clientRequestToken(token).transactItems(add("t")));
    }
    assertThat(get("t")).containsEntry("amount", AttributeValue.fromN("1"));
    assertThatThrownBy(
            () ->
                client()
                    .transactWriteItems(
                        request ->
                            request.clientRequestToken(token).transactItems(add("t"), add("u"))))
        .isInstanceOf(IdempotentParameterMismatchException.class);
  }

  @Test
  void batchesWriteAndRead() {
    List<WriteRequest> puts =
        List.of("b1", "b2").stream()
            .map(sort -> PutRequest.builder().item(key(sort)).build())
            .map(put -> WriteRequest.builder().putRequest(put).build())
            .toList();
    assertThat(
            client()
                .batchWriteItem(request -> request.requestItems(Map.of(table(), puts)))
                .unprocessedItems())
        .isEmpty();
    KeysAndAttributes keys =
        KeysAndAttributes.builder().keys(List.of(key("b1"), key("b2"), key("b3"))).build();
    assertThat(
            client()
                .batchGetItem(request -> request.requestItems(Map.of(table(), keys)))
                .responses())
        .hasEntrySatisfying(
            table(), items -> assertThat(items).containsExactlyInAnyOrder(key("b1"), key("b2")));
  }

  @Test
  void errorsHaveTheirTypes() {
    assertThatThrownBy(
            () -> client().getItem(request -> request.tableName("nowhere").key(key("1"))))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> client().createTable(StandardTable.createRequest(table())))
        .isInstanceOf(ResourceInUseException.class);
    assertThatThrownBy(() -> client().getItem(request -> request.tableName(table()).key(Map.of())))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
  }
}
