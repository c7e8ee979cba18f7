package io.saasbricks.docs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;
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
import org.junit.jupiter.api.Test;

@DynamoDbLocalTest
class MeteringExampleTest {
  @Test
  void aRepeatedEventCountsOnceAndAQuotaHolds(LocalTable local) {
    SaasTable table = SaasTable.of(local.client(), local.tableName(), InstantSource.system());
    TenantId tenant = new TenantId(local.tenant());
    Instant now = Instant.now();

    record(table, tenant, now);
    record(table, tenant, now);

    YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    UsageReader usage = UsageReader.of(table, InstantSource.system());
    assertThat(usage.month(tenant, month).of(MESSAGES)).isEqualTo(1);
    assertThat(usage.month(tenant, month).of(TOKENS)).isEqualTo(1_234);
    assertThat(allowed(table, tenant, "request-1")).isTrue();
    assertThat(allowed(table, tenant, "request-1")).as("a repetition").isTrue();
    assertThat(allowed(table, tenant, "request-2")).as("over the limit").isFalse();
  }

  private static final Metric MESSAGES = Metric.sum("messages");
  private static final Metric TOKENS = Metric.sum("tokens");

  private static void record(SaasTable table, TenantId tenant, Instant now) {
    UsageMeter meter = UsageMeter.of(table, InstantSource.system());
    // One write unit for any number of metrics; the same id and time count once.
    meter.record(tenant, UsageEvent.of("message-42", now).with(MESSAGES, 1).with(TOKENS, 1_234));
  }

  private static boolean allowed(SaasTable table, TenantId tenant, String requestId) {
    Quota quota = Quota.of(table, InstantSource.system());
    Verdict verdict = quota.tryConsume(tenant, Allowance.monthly("messages", 1), requestId, 1);
    return verdict instanceof Verdict.Granted; // concurrent requests never pass the limit
  }
}
