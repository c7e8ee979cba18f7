import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Entry;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.TenantTable;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Notes that only their tenant sees. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    DynamoDbClient client = InMemoryDynamoDb.create(InstantSource.system()).client();
    StandardTable.create(client, "app");
    SaasTable table = SaasTable.of(client, "app", InstantSource.system());
    ItemCollection notes = ItemCollection.of("NOTE");

    Principal ann = Principal.of(Principal.Kind.SESSION, new TenantId("bakery01"), "ann");
    TenantTable hers = table.in(ann.scope());
    hers.put(
        Entry.of(notes, SortKey.of("note-1"), Item.empty().with("title", "Buy flour")),
        Condition.absent());

    Principal bob = Principal.of(Principal.Kind.SESSION, new TenantId("garage01"), "bob");
    int seen =
        table.in(bob.scope()).query(notes, Range.all(), PageRequest.first(10)).items().size();
    if (seen != 0) {
      throw new IllegalStateException("Bob sees " + seen + " notes");
    }
  }
}
