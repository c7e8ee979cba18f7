import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.ratelimit.Limits;
import io.saasbricks.ratelimit.Policy;
import io.saasbricks.ratelimit.RateLimiter;
import io.saasbricks.ratelimit.Subject;
import io.saasbricks.ratelimit.Window;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Three messages a day. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    DynamoDbClient client = InMemoryDynamoDb.create(InstantSource.system()).client();
    StandardTable.create(client, "app");
    SaasTable table = SaasTable.of(client, "app", InstantSource.system());
    Limits limits = Limits.of("widget", Policy.fixedWindow("day", 3, Window.DAY));
    RateLimiter limiter = RateLimiter.of(table, limits, InstantSource.system());

    int allowed = 0;
    for (int i = 0; i < 5; i++) {
      allowed += limiter.tryAcquire(Subject.of("ip", "203.0.113.7")).allowed() ? 1 : 0;
    }
    if (allowed != 3) {
      throw new IllegalStateException(allowed + " of 5 were allowed");
    }
  }
}
