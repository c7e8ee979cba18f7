package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.Update;
import io.saasbricks.examples.chatbot.usage.Metrics;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Puts into the tables of the running backend what would otherwise take hours to come about. */
public final class Yesteryear {
  private static final InstantSource TIME = InstantSource.system();

  private Yesteryear() {}

  /** The tenant has been a customer for a day, and has used so many messages at that time. */
  public static void usage(TenantId tenant, Instant at, long messages) {
    try (DynamoDbClient client = DynamoDbLocal.shared().client()) {
      SaasTable app = SaasTable.of(client, "local-AppTable", TIME);
      PartitionKey shard =
          PartitionKey.system("BILLING", Integer.toString(BillingAccounts.shardOf(tenant)));
      app.update(
          new Key(shard, SortKey.of(tenant.value())),
          Update.set(BillingAccount.SINCE, at.minus(Duration.ofDays(1))),
          Condition.exists());
      UsageMeter.of(SaasTable.of(client, "local-CountersTable", TIME), TIME)
          .record(tenant, UsageEvent.of("event-1", at).with(Metrics.MESSAGES, messages));
    }
  }
}
