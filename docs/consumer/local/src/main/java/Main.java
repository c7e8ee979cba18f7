import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The real SDK client over a DynamoDB in memory. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    DynamoDbClient client = InMemoryDynamoDb.create(InstantSource.system()).client();
    StandardTable.create(client, "app");
    Map<String, AttributeValue> key =
        Map.of("PK", AttributeValue.fromS("a"), "SK", AttributeValue.fromS("1"));
    client.putItem(request -> request.tableName("app").item(key));
    if (!client.getItem(request -> request.tableName("app").key(key)).hasItem()) {
      throw new IllegalStateException("the item is not there");
    }
  }
}
