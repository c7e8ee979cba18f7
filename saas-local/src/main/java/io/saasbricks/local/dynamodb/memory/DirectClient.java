package io.saasbricks.local.dynamodb.memory;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** A client without a protocol: models in, models out, on the caller's thread. */
record DirectClient(JsonService service) implements DynamoDbClient {
  private static final Map<String, Supplier<? extends DynamoDbException.Builder>> EXCEPTIONS =
      Map.of(
          "ConditionalCheckFailedException", ConditionalCheckFailedException::builder,
          "IdempotentParameterMismatchException", IdempotentParameterMismatchException::builder,
          "ResourceInUseException", ResourceInUseException::builder,
          "ResourceNotFoundException", ResourceNotFoundException::builder,
          "TransactionCanceledException", TransactionCanceledException::builder);

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return answer("GetItem", request, GetItemResponse.builder()).build();
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return answer("BatchGetItem", request, BatchGetItemResponse.builder()).build();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return answer("PutItem", request, PutItemResponse.builder()).build();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return answer("UpdateItem", request, UpdateItemResponse.builder()).build();
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return answer("DeleteItem", request, DeleteItemResponse.builder()).build();
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    return answer("BatchWriteItem", request, BatchWriteItemResponse.builder()).build();
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return answer("Query", request, QueryResponse.builder()).build();
  }

  @Override
  public ScanResponse scan(ScanRequest request) {
    return answer("Scan", request, ScanResponse.builder()).build();
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return answer("TransactWriteItems", request, TransactWriteItemsResponse.builder()).build();
  }

  @Override
  public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
    return answer("TransactGetItems", request, TransactGetItemsResponse.builder()).build();
  }

  @Override
  public CreateTableResponse createTable(CreateTableRequest request) {
    return answer("CreateTable", request, CreateTableResponse.builder()).build();
  }

  @Override
  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    return answer("DescribeTable", request, DescribeTableResponse.builder()).build();
  }

  @Override
  public DeleteTableResponse deleteTable(DeleteTableRequest request) {
    return answer("DeleteTable", request, DeleteTableResponse.builder()).build();
  }

  @Override
  public ListTablesResponse listTables(ListTablesRequest request) {
    return answer("ListTables", request, ListTablesResponse.builder()).build();
  }

  @Override
  public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
    return answer("UpdateTimeToLive", request, UpdateTimeToLiveResponse.builder()).build();
  }

  @Override
  public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
    return answer("DescribeTimeToLive", request, DescribeTimeToLiveResponse.builder()).build();
  }

  private <B extends SdkPojo> B answer(String operation, SdkPojo request, B response) {
    try {
      return ModelJson.read(service.execute(operation, ModelJson.write(request)), response);
    } catch (ServiceError e) {
      throw exception(e);
    }
  }

  private static DynamoDbException exception(ServiceError error) {
    DynamoDbException.Builder builder =
        ModelJson.read(
            error.json(), EXCEPTIONS.getOrDefault(error.type(), DynamoDbException::builder).get());
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .serviceName("DynamoDb")
            .errorCode(error.type())
            .errorMessage(error.text())
            .build();
    return (DynamoDbException)
        builder.awsErrorDetails(details).message(error.text()).statusCode(400).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing to release: the database lives as long as it is referenced.
  }
}
