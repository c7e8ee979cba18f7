package io.saasbricks.local.dynamodb;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The table layout all Saasbricks modules expect: string keys {@code PK} and {@code SK}, index
 * {@code GSI1} on {@code GSI1PK} and {@code GSI1SK} with all attributes, billed on demand, expiring
 * by {@code ttl} (epoch seconds).
 */
public final class StandardTable {
  /** The attribute that holds an item's expiry in epoch seconds. */
  public static final String TTL = "ttl";

  private StandardTable() {}

  /** The request that creates the table; it says nothing of expiry, which DynamoDB sets apart. */
  public static CreateTableRequest createRequest(String tableName) {
    return CreateTableRequest.builder()
        .tableName(tableName)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(text("PK"), text("SK"), text("GSI1PK"), text("GSI1SK"))
        .keySchema(keys("PK", "SK"))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName("GSI1")
                .keySchema(keys("GSI1PK", "GSI1SK"))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build())
        .build();
  }

  /** Creates the table with its expiry attribute: two requests. */
  public static void create(DynamoDbClient client, String tableName) {
    client.createTable(createRequest(tableName));
    client.updateTimeToLive(
        request ->
            request
                .tableName(tableName)
                .timeToLiveSpecification(ttl -> ttl.attributeName(TTL).enabled(true)));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static List<KeySchemaElement> keys(String partition, String sort) {
    return List.of(
        KeySchemaElement.builder().attributeName(partition).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(sort).keyType(KeyType.RANGE).build());
  }
}
