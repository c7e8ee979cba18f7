package io.saasbricks.core.table;

import io.saasbricks.local.dynamodb.DynamoDbLocal;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The client of a function, pointed at DynamoDB Local. */
public final class LocalClient {
  /** Shared by the tests of this JVM. */
  public static final DynamoDbClient GUARDED =
      DynamoDb.client(
          Map.of(
              "AWS_REGION", "us-east-1",
              "AWS_ACCESS_KEY_ID", "local",
              "AWS_SECRET_ACCESS_KEY", "local",
              "AWS_ENDPOINT_URL_DYNAMODB", DynamoDbLocal.shared().endpoint().toString()));

  private LocalClient() {}
}
