package io.saasbricks.metering.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Key;
import io.saasbricks.core.table.PartitionKey;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.time.ManualTime;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.TestTable;
import io.saasbricks.metering.Usage;
import io.saasbricks.metering.UsageBatch;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.metering.UsageReader;
import io.saasbricks.metering.WithUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class CostTest {
  private static final Instant NOW = Instant.parse("2026-11-15T12:00:00Z");
  private static final YearMonth MONTH = YearMonth.of(2026, 11);
  private static final TenantId TENANT = new TenantId("tenant00");

  @Test
  void aRequestRecordsWhatItConsumedWithItsUsage() {
    ManualTime time = new ManualTime(NOW);
    Consumption consumption = new Consumption();
    SaasTable table = SaasTable.of(database(time), "app", time, consumption);
    TenantStore tenants = TenantStore.of(table, time, time.nanos());
    tenants.create(TENANT, "Ann's", "pro");
    Handler work =
        request -> {
          Key key = Key.single(PartitionKey.system("THING"));
          table.put(key, Item.empty().with("text", "x".repeat(1_500)), Condition.always());
          table.get(key);
          time.advance(Duration.ofMillis(120));
          CostMetrics.addLanguageModel(UsageBatch.of(request), new BigDecimal("0.0001234"));
          return HttpResponse.empty(204);
        };
    Handler chain =
        work.behind(
            WithTenant.of(tenants, PlanCatalogue.standard()),
            WithUsage.of(UsageMeter.of(table, time), time, WithUsage.Unrecorded.FAILS),
            WithCost.of(consumption, 512, time.nanos()));
    Consumption.Snapshot before = consumption.snapshot();
    chain.handle(
        HttpRequest.of("GET", "/").by(Principal.of(Principal.Kind.SESSION, TENANT, "ann")));
    Consumption.Snapshot used = consumption.snapshot().since(before);
    Usage recorded = UsageReader.of(table, time).month(TENANT, MONTH);
    assertThat(recorded.of(CostMetrics.WRITES)).isEqualTo(3_000);
    assertThat(used.writeUnits()).isEqualTo(3);
    assertThat(recorded.of(CostMetrics.READS)).isEqualTo(1_000);
    assertThat(recorded.of(CostMetrics.COMPUTE)).isEqualTo(512 * 120);
    assertThat(recorded.of(CostMetrics.INVOCATIONS)).isEqualTo(1);
    assertThat(recorded.of(CostMetrics.LANGUAGE_MODELS)).isEqualTo(123_400);
  }

  @Test
  void theMonthlyStatementIsExact() {
    Usage usage =
        new Usage(
            Map.of(
                CostMetrics.WRITES,
                3_000_000_000L,
                CostMetrics.READS,
                1_000_000_000L,
                CostMetrics.COMPUTE,
                1_024_000_000L,
                CostMetrics.LANGUAGE_MODELS,
                2_500_000_000L,
                Metric.sum("api_calls"),
                99L));
    CostStatement statement = CostStatement.of(TENANT, MONTH, usage, PriceSheet.standard());
    assertThat(statement.currency()).isEqualTo("USD");
    assertThat(statement.lines())
        .extracting(line -> line.metric().name())
        .containsExactly("llm_nanodollars", "write_milliunits", "read_milliunits", "compute_mb_ms");
    // 3 M writes at 0.625 a million, 1 M reads at 0.125, 1,000 GB-seconds, 2.50 for answers.
    assertThat(statement.total()).isEqualByComparingTo("4.5133334016");
    assertThat(statement.margin(new BigDecimal("29.00"))).isEqualByComparingTo("24.4866665984");
  }

  @Test
  void aTenantThatUsedNothingCostsNothing() {
    CostStatement statement = CostStatement.of(TENANT, MONTH, Usage.NONE, PriceSheet.standard());
    assertThat(statement.lines()).isEmpty();
    assertThat(statement.total()).isZero();
  }

  @Test
  void startedMillisecondsAndTinyPricesCount() {
    UsageBatch batch = UsageBatch.of("a", NOW);
    CostMetrics.addCompute(batch, 128, Duration.ofNanos(1));
    CostMetrics.addLanguageModel(batch, new BigDecimal("0.00000000001"));
    assertThat(batch.toEvent().amounts())
        .containsEntry(CostMetrics.COMPUTE, 128L)
        .containsEntry(CostMetrics.LANGUAGE_MODELS, 1L);
  }

  @Test
  void pricesOutOfRangeAreRefused() {
    UsageBatch batch = UsageBatch.of("a", NOW);
    for (String dollars : new String[] {"-0.000000001", "1000000"}) {
      assertThatThrownBy(() -> CostMetrics.addLanguageModel(batch, new BigDecimal(dollars)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new PriceSheet("USD", Map.of(CostMetrics.READS, new BigDecimal("-1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                PriceSheet.parse(
                    Json.object("{\"currency\":\"USD\",\"perMillion\":{\"reads\":\"much\"}}")))
        .isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> WithCost.of(new Consumption(), 0, () -> 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1E+999999999",
        "1E+2147483647",
        "1E-999999999",
        "0E-999999999",
        "1234567890123",
        "-1"
      })
  void pricesThatCouldNotBeAddedUpAreRefused(String price) {
    JsonObject sheet =
        Json.object("{\"currency\":\"USD\",\"perMillion\":{\"reads\":\"%s\"}}".formatted(price));
    assertThatThrownBy(() -> PriceSheet.parse(sheet))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reads");
  }

  private static DynamoDbClient database(ManualTime time) {
    InMemoryDynamoDb database = InMemoryDynamoDb.create(time);
    try (DynamoDbClient plain = database.client()) {
      StandardTable.create(plain, "app");
    }
    return TestTable.client(
        database.httpClient(),
        java.net.URI.create("http://memory"),
        new io.saasbricks.local.dynamodb.RequestCounter());
  }
}
