package io.saasbricks.benchmarks.units;

import io.saasbricks.metering.Metric;
import io.saasbricks.metering.cost.PriceSheet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** {@code docs/cost.md}: what a tenant costs a month, from units counted and a price sheet. */
final class CostPage {
  private static final int TENANTS = 1_000;
  private static final int CALLS = 100;
  private static final int DAYS = 30;
  private static final int TURNS = 10;
  private static final int HOURS = DAYS * 24;
  private static final double PEAK = 4;

  /** Of a provisioned unit and hour in us-east-1, in US dollars. */
  private static final BigDecimal WRITE_HOUR = new BigDecimal("0.00065");

  private static final BigDecimal READ_HOUR = new BigDecimal("0.00013");

  private final PriceSheet prices = PriceSheet.standard();
  private final StringBuilder rows = new StringBuilder();

  private CostPage() {}

  static CostPage of(ConversationUnits units) {
    CostPage page = new CostPage();
    page.add("chat turn", mean(units.ourTurns()), mean(units.recipeTurns()));
    page.add("metered request", units.meteredRequest(), units.recipeMeteredRequest());
    return page;
  }

  private void add(String what, Units ours, Units theirs) {
    row(what + ", Saasbricks", ours);
    row(what + ", common recipe", theirs);
  }

  private void row(String what, Units units) {
    double calls = (double) CALLS * DAYS;
    double onDemand =
        calls
            * (units.writes() * price("write_milliunits") * 1_000
                + units.reads() * price("read_milliunits") * 1_000);
    double perSecond = PEAK * TENANTS * CALLS / 86_400;
    double provisioned =
        HOURS
            * (Math.ceil(units.writes() * perSecond) * WRITE_HOUR.doubleValue()
                + Math.ceil(units.reads() * perSecond) * READ_HOUR.doubleValue())
            / TENANTS;
    rows.append(
        String.format(
            Locale.ROOT,
            "| %s | %.1f | %.1f | %.4f | %.4f |%n",
            what,
            units.writes(),
            units.reads(),
            onDemand,
            provisioned));
  }

  private double price(String metric) {
    return Objects.requireNonNull(prices.perMillion().get(Metric.sum(metric))).doubleValue() / 1e6;
  }

  /** The mean of the first turns, in which most conversations end. */
  private static Units mean(List<Units> turns) {
    List<Units> first = turns.subList(0, TURNS);
    return new Units(
        Math.round(first.stream().mapToLong(Units::requests).average().orElseThrow()),
        first.stream().mapToDouble(Units::writes).average().orElseThrow(),
        first.stream().mapToDouble(Units::reads).average().orElseThrow());
  }

  String text() {
    return """
    # What it costs

    %,d tenants, each making %d calls a day for %d days. A chat turn is the mean of the first %d turns of a
    conversation, the limits of the visitor's address, quota and usage included. Prices are those of us-east-1 in
    `prices.json` of saas-metering, and %s and %s USD per provisioned write and read unit and hour.

    `CostPageTest` counts the units over the database in memory and computes this page; `-Dsaasbricks.cost.write=true`
    writes it anew. What `CommonRecipe` does is in `benchmarks`.

    ## DynamoDB, USD per tenant and month

    | work | write units a call | read units a call | on demand | provisioned |
    |---|---|---|---|---|
    %s
    Provisioned capacity is bought for %.0f times the mean load, shared by all tenants; auto scaling that follows the
    load more closely costs less, and at a peak above it requests are throttled. Storage, backups, Lambda, the API and
    the language model come on top; the model is by far the largest of them, and `saas-metering` reports it per tenant.
    """
        .formatted(
            TENANTS,
            CALLS,
            DAYS,
            TURNS,
            WRITE_HOUR.toPlainString(),
            READ_HOUR.toPlainString(),
            rows,
            PEAK);
  }
}
