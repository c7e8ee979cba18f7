import io.saasbricks.auth.ApiKeys;
import io.saasbricks.auth.CreatedKey;
import io.saasbricks.auth.KeyEnvironment;
import io.saasbricks.auth.KeyPolicy;
import io.saasbricks.auth.NewKey;
import io.saasbricks.auth.Revocations;
import io.saasbricks.auth.Verification;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import java.time.InstantSource;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An API key, verified by its hash. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    DynamoDbClient client = InMemoryDynamoDb.create(InstantSource.system()).client();
    StandardTable.create(client, "app");
    SaasTable table = SaasTable.of(client, "app", InstantSource.system());
    InstantSource time = InstantSource.system();
    Revocations revocations = Revocations.of(table, time, System::nanoTime);
    ApiKeys keys = ApiKeys.of(table, KeyPolicy.of("acme"), revocations, time);

    Principal ann = Principal.of(Principal.Kind.SESSION, new TenantId("bakery01"), "ann");
    CreatedKey created = keys.create(ann, NewKey.of("CI", KeyEnvironment.LIVE, Set.of("chat")));
    Verification verification = keys.verify(created.plaintext().take(), "203.0.113.7");
    if (!(verification instanceof Verification.Accepted)) {
      throw new IllegalStateException("refused: " + verification);
    }
  }
}
