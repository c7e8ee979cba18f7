package io.saasbricks.metering.cost;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.Usage;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a tenant cost in a month. Immutable.
 *
 * @param currency of all amounts
 * @param lines one per metric that occurred and has a price, the dearest first
 */
public record CostStatement(TenantId tenant, YearMonth month, String currency, List<Line> lines) {
  private static final int MILLION_DIGITS = 6;

  /**
   * One cause of cost.
   *
   * @param units of the metric
   * @param cost exact, not rounded
   */
  public record Line(Metric metric, long units, BigDecimal cost) {}

  public CostStatement {
    lines = List.copyOf(lines);
  }

  /** The statement of that usage at those prices. Metrics without a price are left out. */
  public static CostStatement of(TenantId tenant, YearMonth month, Usage usage, PriceSheet prices) {
    List<Line> lines = new ArrayList<>();
    prices
        .perMillion()
        .forEach(
            (metric, perMillion) -> {
              long units = usage.of(metric);
              if (units > 0) {
                BigDecimal cost =
                    perMillion.multiply(BigDecimal.valueOf(units)).movePointLeft(MILLION_DIGITS);
                lines.add(new Line(metric, units, cost));
              }
            });
    lines.sort(
        Comparator.comparing(Line::cost).reversed().thenComparing(line -> line.metric().name()));
    return new CostStatement(tenant, month, prices.currency(), lines);
  }

  /** The sum of the lines, exact. */
  public BigDecimal total() {
    return lines.stream().map(Line::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What is left of the revenue after the cost; negative for a tenant that costs more. */
  public BigDecimal margin(BigDecimal revenue) {
    return revenue.subtract(total());
  }
}
