package io.saasbricks.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.dynamodb.LocalClient;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class FaultyHttpClientTest {
  private final InMemoryDynamoDb database = InMemoryDynamoDb.create(InstantSource.system());
  private final Store truth = new Store(database.client());

  @BeforeEach
  void createTable() {
    StandardTable.create(truth.client(), "app");
  }

  private static Store store(FaultyHttpClient http) {
    return new Store(client(http, URI.create("http://dynamodb.memory")));
  }

  /** Without retries, so that each fault is seen as it is. */
  private static DynamoDbClient client(SdkHttpClient http, URI endpoint) {
    return LocalClient.builder(
            endpoint, settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClient(http)
        .build();
  }

  private FaultyHttpClient first(Fault fault) {
    return FaultyHttpClient.around(database.httpClient(), FaultPlan.script(Map.of(0, fault)));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # fault,              seen by the caller,                      amount afterwards
          LOST_REQUEST,          request lost,                            0
          LOST_ANSWER,           answer lost,                             1
          SERVER_ERROR_BEFORE,   Status Code: 500,                        0
          SERVER_ERROR_AFTER,    Status Code: 500,                        1
          THROTTLED,             ProvisionedThroughputExceededException,  0
          TRANSACTION_CONFLICT,  TransactionConflictException,            0
          TRUNCATED_BODY,        Unable to,                               1
          CRASH_BEFORE,          0 UpdateItem CRASH_BEFORE,               0
          CRASH_AFTER,           0 UpdateItem CRASH_AFTER,                1
          FREEZE,                request lost,                            0
          """)
  void eachFaultIsSeenAndTakesEffectAsItSays(Fault fault, String seen, int amount) {
    FaultyHttpClient http = first(fault);
    Throwable thrown = catchThrowable(() -> store(http).add("counter", 1));
    assertThat(thrown.toString()).contains(seen);
    assertThat(truth.amount("counter")).isEqualTo(amount);
    assertThat(http.trace()).containsExactly(new Exchange(0, "UpdateItem", Optional.of(fault)));
  }

  @Test
  void anEmptyBodyLooksLikeNoAttributes() {
    assertThat(store(first(Fault.EMPTY_BODY)).add("counter", 1)).isEmpty();
    assertThat(truth.amount("counter")).isEqualTo(1);
  }

  @Test
  void aLateRequestTakesEffectAfterTheNextOnes() {
    Store store = store(first(Fault.LATE_REQUEST));
    assertThatThrownBy(() -> store.add("counter", 1)).hasMessageContaining("timed out");
    assertThat(truth.amount("counter")).isZero();
    for (int i = 0; i < 4; i++) {
      store.add("other", 1);
    }
    assertThat(truth.amount("counter")).isEqualTo(1);
  }

  @Test
  void whatIsLateArrivesAtLast() throws Exception {
    FaultyHttpClient http = first(Fault.LATE_REQUEST);
    assertThatThrownBy(() -> store(http).add("counter", 1)).hasMessageContaining("timed out");
    http.settle();
    http.settle();
    assertThat(truth.amount("counter")).isEqualTo(1);
  }

  @Test
  void aConflictingTransactionIsCancelledForThatReason() {
    Store store = store(first(Fault.TRANSACTION_CONFLICT));
    assertThatThrownBy(() -> store.addWithReceipt("receipt", "counter", 1))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            e ->
                assertThat(e.cancellationReasons())
                    .extracting(reason -> reason.code())
                    .containsExactly("TransactionConflict", "TransactionConflict"));
    assertThat(truth.amount("counter")).isZero();
  }

  @Test
  void aTransactionMayBeInProgress() {
    Store store = store(first(Fault.TRANSACTION_IN_PROGRESS));
    assertThatThrownBy(() -> store.addWithReceipt("receipt", "counter", 1))
        .hasMessageContaining("simulated")
        .asString()
        .contains("TransactionInProgressException");
  }

  @Test
  void aBatchMayBeLeftUnprocessed() {
    DynamoDbClient client = store(first(Fault.UNPROCESSED)).client();
    var items =
        Map.of("app", KeysAndAttributes.builder().keys(List.of(Store.key("a", "-"))).build());
    assertThat(client.batchGetItem(request -> request.requestItems(items)).unprocessedKeys())
        .isEqualTo(items);
    assertThat(client.batchGetItem(request -> request.requestItems(items)).unprocessedKeys())
        .isEmpty();
  }

  @Test
  void aBatchMayTakeEffectInPart() {
    DynamoDbClient client = store(first(Fault.HALF_PROCESSED)).client();
    List<WriteRequest> puts =
        Stream.of("a", "b", "c")
            .map(
                name ->
                    WriteRequest.builder()
                        .putRequest(put -> put.item(Store.key(name, "-")))
                        .build())
            .toList();
    assertThat(client.batchWriteItem(batch -> batch.requestItems(Map.of("app", puts))))
        .extracting(BatchWriteItemResponse::unprocessedItems)
        .isEqualTo(Map.of("app", puts.subList(1, 3)));
    var keys =
        KeysAndAttributes.builder()
            .keys(Stream.of("a", "b", "c").map(name -> Store.key(name, "-")).toList())
            .build();
    assertThat(client.batchGetItem(batch -> batch.requestItems(Map.of("app", keys))).responses())
        .isEqualTo(Map.of("app", List.of(Store.key("a", "-"))));
  }

  @Test
  void aBatchReadMayBeAnsweredInPart() {
    for (String name : List.of("a", "b")) {
      truth.put(name, "-", Map.of());
    }
    DynamoDbClient client = store(first(Fault.HALF_PROCESSED)).client();
    var keys =
        KeysAndAttributes.builder().keys(List.of(Store.key("a", "-"), Store.key("b", "-"))).build();
    var answer = client.batchGetItem(batch -> batch.requestItems(Map.of("app", keys)));
    assertThat(answer.responses()).isEqualTo(Map.of("app", List.of(Store.key("a", "-"))));
    assertThat(answer.unprocessedKeys())
        .isEqualTo(
            Map.of("app", KeysAndAttributes.builder().keys(List.of(Store.key("b", "-"))).build()));
  }

  @Test
  void aBatchOfOneIsNotHalved() {
    DynamoDbClient client = store(first(Fault.HALF_PROCESSED)).client();
    var items =
        Map.of("app", KeysAndAttributes.builder().keys(List.of(Store.key("a", "-"))).build());
    assertThat(client.batchGetItem(batch -> batch.requestItems(items)).unprocessedKeys())
        .isEqualTo(items);
  }

  @Test
  void aStaleReadGetsTheFirstAnswerUnlessItMustBeConsistent() {
    FaultyHttpClient http =
        FaultyHttpClient.around(
            database.httpClient(), FaultPlan.seeded(1, 100, Set.of(Fault.STALE_READ)));
    Store store = store(http);
    truth.add("counter", 1);
    assertThat(store.get("counter", false)).isEqualTo(truth.get("counter", true));
    var old = truth.get("counter", true);
    truth.add("counter", 1);
    assertThat(store.get("counter", false)).isEqualTo(old);
    assertThat(store.get("counter", true)).isEqualTo(truth.get("counter", true));
  }

  @ParameterizedTest
  @EnumSource(names = {"CRASH_BEFORE", "CRASH_AFTER"})
  void aDeadContainerDoesNothingMore(Fault crash) {
    Store store = store(first(crash));
    assertThatThrownBy(() -> store.add("counter", 1)).isInstanceOf(SimulatedCrash.class);
    assertThatThrownBy(() -> store.add("other", 1))
        .isInstanceOf(SimulatedCrash.class)
        .hasMessageContaining("crashed already");
    assertThat(truth.amount("other")).isZero();
  }

  @Test
  void theRealClientRetriesWhatItCan() {
    FaultyHttpClient http =
        FaultyHttpClient.around(
            database.httpClient(),
            FaultPlan.script(Map.of(0, Fault.LOST_ANSWER, 1, Fault.TRUNCATED_BODY)));
    DynamoDbClient client =
        LocalClient.builder(URI.create("http://dynamodb.memory"), settings -> {})
            .httpClient(http)
            .build();
    new Store(client).add("counter", 1);
    assertThat(truth.amount("counter")).as("added once for each attempt").isEqualTo(3);
  }

  @Test
  void faultsWorkOverDynamoDbLocalToo() {
    try (SdkHttpClient local = Apache5HttpClient.create()) {
      FaultyHttpClient http =
          FaultyHttpClient.around(
              local, FaultPlan.script(Map.of(0, Fault.TRUNCATED_BODY, 1, Fault.THROTTLED)));
      DynamoDbClient client = client(http, DynamoDbLocal.shared().endpoint());
      assertThatThrownBy(client::listTables).hasMessageContaining("Crc32");
      assertThatThrownBy(client::listTables).hasMessageContaining("simulated");
      assertThat(client.listTables().hasTableNames()).isTrue();
    }
  }
}
