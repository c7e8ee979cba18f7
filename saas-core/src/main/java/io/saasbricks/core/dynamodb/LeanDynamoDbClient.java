package io.saasbricks.core.dynamodb;

import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.net.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
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

/**
 * The operations that tables use, in the SDK's own types, without the SDK's pipeline, which loads
 * some thousand classes before the first request of a cold start.
 *
 * <p>Of a request's override configuration it follows {@code apiCallTimeout}, the time for all
 * attempts together; interceptors, plugins, metrics and credentials of single requests are those of
 * the SDK's client, which does everything else too. Answers carry no metadata of HTTP. Operations
 * that are not here throw {@link UnsupportedOperationException}. Safe for concurrent use.
 */
public final class LeanDynamoDbClient implements DynamoDbClient {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
  private static final String VERSION = "DynamoDB_20120810.";

  private final URI endpoint;
  private final Consumer<DynamoDbRequest> wall;
  private final Attempts attempts;

  /**
   * A client of the DynamoDB at an address.
   *
   * @param signature signs each attempt
   * @param transport one that may use connections unseen: see {@link Transport#repeatable}
   * @param wall sees each request before it is sent, and refuses it by throwing
   * @param pause returns when the attempt after so many failed ones may start
   */
  public LeanDynamoDbClient(
      URI endpoint,
      UnaryOperator<OutboundRequest> signature,
      Transport transport,
      Consumer<DynamoDbRequest> wall,
      IntConsumer pause,
      LongSupplier nanoTime) {
    this.endpoint = endpoint;
    this.wall = wall;
    this.attempts = new Attempts(signature, transport, pause, nanoTime);
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return call("GetItem", request, GetItemResponse.builder()).build();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return call("PutItem", request, PutItemResponse.builder()).build();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return call("UpdateItem", request, UpdateItemResponse.builder()).build();
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return call("DeleteItem", request, DeleteItemResponse.builder()).build();
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return call("Query", request, QueryResponse.builder()).build();
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return call("TransactWriteItems", request, TransactWriteItemsResponse.builder()).build();
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return call("BatchGetItem", request, BatchGetItemResponse.builder()).build();
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    return call("BatchWriteItem", request, BatchWriteItemResponse.builder()).build();
  }

  /** Reads the answer into the builder given. */
  private <B extends SdkPojo> B call(String operation, DynamoDbRequest request, B answer) {
    wall.accept(request);
    Map<String, String> headers =
        Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", VERSION + operation);
    byte[] body =
        attempts.send(
            OutboundRequest.post(endpoint, headers, ModelJson.write(request)), time(request));
    try {
      ModelJson.read(body, answer);
    } catch (IOException e) {
      throw SdkClientException.create("DynamoDB's answer cannot be read", e);
    }
    return answer;
  }

  private static Duration time(DynamoDbRequest request) {
    return request
        .overrideConfiguration()
        .flatMap(AwsRequestOverrideConfiguration::apiCallTimeout)
        .orElse(LONGEST_CALL);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Nothing to release: idle connections are closed as they age. */
  @Override
  public void close() {
    // A socket that nobody refers to is closed by the JDK's cleaner.
  }
}
