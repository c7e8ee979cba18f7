package io.saasbricks.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saasbricks.core.SaasException;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a table does when DynamoDB fails, whichever client it has. */
abstract class TableFaultContract {
  private static final InstantSource TIME =
      InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z"));
  private static final TenantId TENANT = new TenantId("tenant01");
  private static final Key KEY = new Key(PartitionKey.system("TEST"), SortKey.of("1"));
  private static final Item ITEM = Item.empty().with("a", "b");

  private final ScriptedServer server = new ScriptedServer();
  private final List<Long> pauses = new ArrayList<>();
  private final SaasTable table;

  TableFaultContract(Function<ScriptedServer, DynamoDbClient> client) {
    Backoff backoff = new Backoff(() -> 1.0, pauses::add);
    Consumption consumption = new Consumption();
    this.table =
        new SaasTable(
            new TableEngine(
                client.apply(server), "app", TIME, consumption, backoff, Optional.empty()),
            Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "TransactionConflictException"
      })
  void whatPassesIsTriedThreeTimesAndThenCalledUnavailable(String code) {
    server.failing(code);
    SaasException failure =
        catchThrowableOfType(StoreUnavailableException.class, () -> table.get(KEY));
    assertThat(failure.retryable()).isTrue();
    assertThat(failure).hasMessageContaining("app").hasMessageContaining(code);
    assertThat(server.requests()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ValidationException",
        "AccessDeniedException",
        "ResourceNotFoundException",
        "ItemCollectionSizeLimitExceededException"
      })
  void whatIsFinalIsNotTriedAgain(String code) {
    server.failing(code);
    SaasException failure =
        catchThrowableOfType(StoreRejectedException.class, () -> table.get(KEY));
    assertThat(failure.retryable()).isFalse();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aFailureOfTheServerIsTriedThreeTimes() {
    server.answering(500, "{\"__type\":\"InternalServerError\"}");
    assertThatThrownBy(() -> table.get(KEY)).isInstanceOf(StoreUnavailableException.class);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void anAnswerThatIsNoJsonIsAFailure() {
    server.answering(502, "<html>Bad gateway</html>");
    assertThatThrownBy(() -> table.get(KEY)).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void anAnswerThatBreaksOffIsAFailure() {
    server.answering(200, "{\"Item\":{\"PK\":{\"S\":\"TEST\"},\"SK\":{\"S\":");
    assertThatThrownBy(() -> table.get(KEY)).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void aWriteWhoseAnswersAreLostIsUnknown() {
    server.breaking();
    assertThatThrownBy(() -> table.put(KEY, ITEM, Condition.always()))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aCallThatSucceedsAtLastIsASuccess() {
    server
        .breaking()
        .failing("ThrottlingException")
        .answering(200, "{\"ConsumedCapacity\":{\"TableName\":\"app\",\"CapacityUnits\":1}}");
    assertThat(table.get(KEY)).isEmpty();
  }

  @Test
  void aReadAnsweredWithoutABodyIsNotReadAsAbsence() {
    server.answering(200, "");
    assertThatThrownBy(() -> table.get(KEY)).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void anUpdateAnsweredWithoutTheItemIsNotReadAsZeros() {
    server.answering(200, "{}");
    assertThatThrownBy(() -> table.update(KEY, Update.increment("n", 1), Condition.always()))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ConditionalCheckFailed, None, refused",
    "None, ConditionalCheckFailed, refused",
    "ConditionalCheckFailed, ConditionalCheckFailed, refused",
    "TransactionConflict, None, unavailable",
    "ConditionalCheckFailed, TransactionConflict, unavailable",
    "ThrottlingError, ConditionalCheckFailed, unavailable",
    "ProvisionedThroughputExceeded, None, unavailable",
    "ValidationError, None, rejected",
    "TransactionConflict, ValidationError, rejected",
    "ConditionalCheckFailed, ItemCollectionSizeLimitExceeded, rejected",
    "SomethingNew, ConditionalCheckFailed, unavailable",
    "None, None, unavailable"
  })
  void theWorstReasonDecides(String first, String second, String expected) {
    server.cancelling(first, second);
    assertThat(outcome()).isEqualTo(expected);
  }

  @Test
  void aConflictIsTriedAgainUnderTheSameToken() {
    server.cancelling("TransactionConflict", "None").answering(200, "{}");
    assertThat(outcome()).isEqualTo("applied");
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(0)).isEqualTo(server.requests().get(1));
    assertThat(server.requests().get(0)).contains("ClientRequestToken");
  }

  @Test
  void aTransactionInProgressIsTriedAgain() {
    server.failing("TransactionInProgressException").answering(200, "{}");
    assertThat(outcome()).isEqualTo("applied");
  }

  private String outcome() {
    Transaction transaction =
        new Transaction()
            .put(table, KEY, ITEM, Condition.absent())
            .delete(table, new Key(KEY.partition(), SortKey.of("2")), Condition.exists());
    try {
      return transaction.commit().applied() ? "applied" : "refused";
    } catch (StoreUnavailableException e) {
      return "unavailable";
    } catch (StoreRejectedException e) {
      return "rejected";
    }
  }

  @Test
  void aBatchAnsweredWithoutABodyIsNotASuccess() {
    server.answering(200, "");
    assertThatThrownBy(() -> table.putAll(Map.of(KEY, ITEM)))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> table.getAll(List.of(KEY), ReadConsistency.STRONG))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void whatABatchLeavesUnwrittenIsTriedAgainUntilNothingIsLeft() {
    String left = "{\"PutRequest\":{\"Item\":{\"PK\":{\"S\":\"TEST\"},\"SK\":{\"S\":\"1\"}}}}";
    server
        .answering(200, "{\"UnprocessedItems\":{\"app\":[" + left + "]}}")
        .answering(200, "{\"UnprocessedItems\":{}}");
    table.putAll(Map.of(KEY, ITEM, new Key(KEY.partition(), SortKey.of("2")), ITEM));
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(0)).contains("\"S\":\"1\"").contains("\"S\":\"2\"");
    assertThat(server.requests().get(1)).contains("\"S\":\"1\"").doesNotContain("\"S\":\"2\"");
    assertThat(pauses).containsExactly(25L);
  }

  @Test
  void aBatchThatIsNeverWrittenIsReported() {
    String left = "{\"DeleteRequest\":{\"Key\":{\"PK\":{\"S\":\"TEST\"},\"SK\":{\"S\":\"1\"}}}}";
    server.answering(200, "{\"UnprocessedItems\":{\"app\":[" + left + "]}}");
    assertThatThrownBy(() -> table.deleteAll(List.of(KEY)))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("table app left 1 writes of a batch undone");
    assertThat(pauses).containsExactly(25L, 50L, 100L, 200L, 400L);
  }

  @Test
  void whatABatchLeavesUnreadIsAskedForAgainWithinTheScope() {
    TenantTable tenants = table.in(Principal.of(Principal.Kind.SYSTEM, TENANT, "x").scope());
    String key = "{\"PK\":{\"S\":\"T#tenant01#NOTE\"},\"SK\":{\"S\":\"1\"}}";
    server
        .answering(200, "{\"Responses\":{},\"UnprocessedKeys\":{\"app\":{\"Keys\":[" + key + "]}}}")
        .answering(200, "{\"Responses\":{\"app\":[" + key + "]},\"UnprocessedKeys\":{}}");
    ItemCollection notes = ItemCollection.of("NOTE");
    assertThat(tenants.getAll(notes, List.of(SortKey.of("1")), ReadConsistency.STRONG))
        .isEqualTo(Map.of(SortKey.of("1"), Item.empty()));
  }

  @Test
  void unreadKeysOfAnotherTenantAreNotAskedFor() {
    TenantTable tenants = table.in(Principal.of(Principal.Kind.SYSTEM, TENANT, "x").scope());
    String foreign = "{\"PK\":{\"S\":\"T#tenant02#NOTE\"},\"SK\":{\"S\":\"1\"}}";
    server.answering(
        200, "{\"Responses\":{},\"UnprocessedKeys\":{\"app\":{\"Keys\":[" + foreign + "]}}}");
    List<SortKey> one = List.of(SortKey.of("1"));
    assertThatThrownBy(() -> tenants.getAll(ItemCollection.of("NOTE"), one, ReadConsistency.STRONG))
        .isInstanceOf(IsolationException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void apartFromTheRandomHalfAPauseIsAtLeastHalfAsLong() {
    Backoff shortest = new Backoff(() -> 0.0, pauses::add);
    shortest.pauseAfter(1);
    shortest.pauseAfter(2);
    assertThat(pauses).containsExactly(13L, 25L);
  }

  @Test
  void aBatchStopsPausingWhenItsThreadIsInterrupted() {
    Backoff interrupted =
        new Backoff(
            () -> 0,
            millis -> {
              throw new InterruptedException();
            });
    assertThatThrownBy(() -> interrupted.pauseAfter(1))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
