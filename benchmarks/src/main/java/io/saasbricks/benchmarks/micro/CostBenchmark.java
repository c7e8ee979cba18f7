package io.saasbricks.benchmarks.micro;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.llm.ModelCatalogue;
import io.saasbricks.llm.ModelPrices;
import io.saasbricks.llm.TokenUsage;
import io.saasbricks.metering.Usage;
import io.saasbricks.metering.cost.CostMetrics;
import io.saasbricks.metering.cost.CostStatement;
import io.saasbricks.metering.cost.PriceSheet;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What things cost, in exact decimals. */
@State(Scope.Thread)
public class CostBenchmark {
  private final ModelPrices prices = ModelCatalogue.standard().standardModel().prices();
  private final TokenUsage tokens = new TokenUsage(2_400, 180, 1_800, 0, 0, false);
  private final PriceSheet sheet = PriceSheet.standard();
  private final TenantId tenant = new TenantId("tenant01");
  private final YearMonth month = YearMonth.of(2026, 1);
  private final Usage usage =
      new Usage(
          Map.of(
              CostMetrics.WRITES, 41_000_000L,
              CostMetrics.READS, 17_000_000L,
              CostMetrics.COMPUTE, 9_000_000_000L,
              CostMetrics.INVOCATIONS, 120_000L,
              CostMetrics.LANGUAGE_MODELS, 3_400_000_000L));

  /** The tokens of one turn at the standard model's prices. */
  @Benchmark
  public BigDecimal turn() {
    return prices.cost(tokens);
  }

  /** A tenant's month, line by line, and its sum. */
  @Benchmark
  public BigDecimal month() {
    return CostStatement.of(tenant, month, usage, sheet).total();
  }
}
