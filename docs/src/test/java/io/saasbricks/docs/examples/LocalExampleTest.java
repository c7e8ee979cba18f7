package io.saasbricks.docs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.local.dynamodb.DynamoDbLocalTest;
import io.saasbricks.local.dynamodb.LocalTable;
import io.saasbricks.local.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@DynamoDbLocalTest // one real DynamoDB Local for the whole run, a fresh tenant for every test
class LocalExampleTest {
  private final ManualTime time = new ManualTime(Instant.parse("2026-03-01T08:00:00Z"));

  @Test
  void aPlanChangeElsewhereIsSeenWithinThirtySeconds(LocalTable local) {
    Consumption consumption = new Consumption();
    SaasTable table = SaasTable.of(local.client(), local.tableName(), time, consumption);
    TenantStore here = TenantStore.of(table, time, time.nanos());
    TenantStore elsewhere = TenantStore.of(table, time, time.nanos());
    TenantId id = new TenantId(local.tenant());
    here.create(id, "Acme", "free");

    elsewhere.changePlan(id, "pro");

    assertThat(here.find(id).orElseThrow().plan()).isEqualTo("free");
    time.advance(Duration.ofSeconds(31)); // no test sleeps
    assertThat(here.find(id).orElseThrow().plan()).isEqualTo("pro");
    assertThat(consumption.snapshot().requests()).isEqualTo(3); // and cost is a test
  }
}
