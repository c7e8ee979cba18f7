package io.saasbricks.core.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.utils.builder.Buildable;

/** Requests and answers against what the SDK's own client makes of them. */
class ModelJsonTest {
  private static final int MODELS = 300;

  record Operation<B extends SdkPojo>(
      String name, Supplier<B> request, Call<B> call, Supplier<? extends SdkPojo> response) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Builds the request and sends it. */
  interface Call<B> extends BiFunction<DynamoDbClient, B, SdkPojo> {}

  static Stream<Operation<?>> operations() {
    return Stream.of(
        new Operation<>(
            "GetItem",
            GetItemRequest::builder,
            (client, request) -> client.getItem(request.build()),
            GetItemResponse::builder),
        new Operation<>(
            "PutItem",
            PutItemRequest::builder,
            (client, request) -> client.putItem(request.build()),
            PutItemResponse::builder),
        new Operation<>(
            "UpdateItem",
            UpdateItemRequest::builder,
            (client, request) -> client.updateItem(request.build()),
            UpdateItemResponse::builder),
        new Operation<>(
            "DeleteItem",
            DeleteItemRequest::builder,
            (client, request) -> client.deleteItem(request.build()),
            DeleteItemResponse::builder),
        new Operation<>(
            "Query",
            QueryRequest::builder,
            (client, request) -> client.query(request.build()),
            QueryResponse::builder),
        new Operation<>(
            "TransactWriteItems",
            () -> TransactWriteItemsRequest.builder(),
            (client, request) ->
                client.transactWriteItems(request.clientRequestToken("token").build()),
            TransactWriteItemsResponse::builder),
        new Operation<>(
            "BatchGetItem",
            BatchGetItemRequest::builder,
            (client, request) -> client.batchGetItem(request.build()),
            BatchGetItemResponse::builder),
        new Operation<>(
            "BatchWriteItem",
            BatchWriteItemRequest::builder,
            (client, request) -> client.batchWriteItem(request.build()),
            BatchWriteItemResponse::builder));
  }

  @ParameterizedTest
  @MethodSource("operations")
  <B extends SdkPojo> void requestsAndAnswersAreThoseOfTheSdk(Operation<B> operation)
      throws IOException {
    for (int seed = 0; seed < MODELS; seed++) {
      SdkPojo answer = new RandomModels(seed).fill(operation.response().get());
      Echo server = new Echo(ModelJson.write((SdkPojo) ((Buildable) answer).build()));

      SdkPojo expected = send(operation, server.sdkClient(), seed);
      SdkPojo actual = send(operation, server.leanClient(), seed);

      // Not equals(): it compares the metadata of HTTP too, which the lean client leaves out.
      assertThat(actual.equalsBySdkFields(expected)).describedAs("seed %d", seed).isTrue();
      assertThat(server.targets()).containsOnly("DynamoDB_20120810." + operation.name());
      List<byte[]> bodies = server.bodies();
      assertThat(Json.parse(bodies.get(1)))
          .describedAs("seed %d", seed)
          .isEqualTo(Json.parse(bodies.get(0)));
    }
  }

  private static <B extends SdkPojo> SdkPojo send(
      Operation<B> operation, DynamoDbClient client, long seed) {
    return operation.call().apply(client, new RandomModels(seed).fill(operation.request().get()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []
          "text"
          null
          {
          {"Item":
          {"Item":[]}
          {"Item":"text"}
          {"Item":{"a":{"S":1}}}
          {"Item":{"a":{"S":{}}}}
          {"Item":{"a":{"M":[]}}}
          {"Item":{"a":[]}}
          {"Item":{"a":{"SS":"b"}}}
          {"Item":{"a":{"L":{}}}}
          {"Item":{"a":{"L":[{"S":"b"}
          {"Item":{"a":{"BOOL":"x"}}}
          {"Item":{"a":{"B":"*"}}}
          {"ConsumedCapacity":{"CapacityUnits":"1"}}
          """)
  void whatIsNoAnswerIsNotRead(String json) {
    assertThatThrownBy(() -> ModelJson.read(json.getBytes(UTF_8), GetItemResponse.builder()))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''
          {}
          {"New":{"of":["a","later",{"version":1}]},"Item":null}
          """)
  void whatTheModelDoesNotKnowIsPassedOver(String json) throws IOException {
    GetItemResponse.Builder answer = GetItemResponse.builder();
    ModelJson.read(json.getBytes(UTF_8), (SdkPojo) answer);
    assertThat(answer.build().hasItem()).isFalse();
  }

  @Test
  void modelsOfOtherOperationsAreReadToo() throws IOException {
    DescribeTableResponse.Builder answer = DescribeTableResponse.builder();
    String json = "{\"Table\":{\"TableName\":\"t\",\"ItemCount\":5000000000}}";
    ModelJson.read(json.getBytes(UTF_8), (SdkPojo) answer);
    assertThat(answer.build().table().itemCount()).isEqualTo(5_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "[\"a\"]", "5", "null", "{\"a\":"})
  void whatIsNoObjectHasNoTexts(String json) {
    assertThatThrownBy(() -> ModelJson.texts(json.getBytes(UTF_8))).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"__type":"a#B","Item":{"message":{"S":"x"}},"Message":"c","n":1} | B | c
          """)
  void onlyTextsOfTheObjectItselfAreItsTexts(String json, String code, String message)
      throws IOException {
    assertThat(ModelJson.texts(json.getBytes(UTF_8)))
        .isEqualTo(Map.of("__type", "a#" + code, "Message", message));
  }
}
