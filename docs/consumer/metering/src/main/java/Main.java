import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.metering.Allowance;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.Quota;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.metering.UsageReader;
import io.saasbricks.metering.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Usage that a repetition does not change, and a quota that holds. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    DynamoDbClient client = InMemoryDynamoDb.create(InstantSource.system()).client();
    StandardTable.create(client, "app");
    SaasTable table = SaasTable.of(client, "app", InstantSource.system());
    TenantId tenant = new TenantId("bakery01");
    Metric tokens = Metric.sum("tokens");
    Instant now = Instant.now();

    UsageMeter meter = UsageMeter.of(table, InstantSource.system());
    meter.record(tenant, UsageEvent.of("message-42", now).with(tokens, 250));
    meter.record(tenant, UsageEvent.of("message-42", now).with(tokens, 250));
    UsageReader reader = UsageReader.of(table, InstantSource.system());
    YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    if (reader.month(tenant, month).of(tokens) != 250) {
      throw new IllegalStateException("counted twice");
    }

    Quota quota = Quota.of(table, InstantSource.system());
    Allowance one = Allowance.monthly("messages", 1);
    quota.tryConsume(tenant, one, "request-1", 1);
    if (quota.tryConsume(tenant, one, "request-2", 1) instanceof Verdict.Granted) {
      throw new IllegalStateException("granted past the limit");
    }
  }
}
