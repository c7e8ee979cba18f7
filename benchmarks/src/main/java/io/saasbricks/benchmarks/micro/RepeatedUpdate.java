package io.saasbricks.benchmarks.micro;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A client that has the first update done and answers all later ones alike, doing nothing. */
final class RepeatedUpdate implements DynamoDbClient {
  private final DynamoDbClient first;
  private @Nullable UpdateItemResponse answer;

  RepeatedUpdate(DynamoDbClient first) {
    this.first = first;
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    UpdateItemResponse known = answer;
    if (known == null) {
      known = first.updateItem(request);
      answer = known;
    }
    return known;
  }

  @Override
  public String serviceName() {
    return first.serviceName();
  }

  @Override
  public void close() {
    first.close();
  }
}
