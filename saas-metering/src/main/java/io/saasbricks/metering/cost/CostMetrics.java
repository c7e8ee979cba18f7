package io.saasbricks.metering.cost;

import io.saasbricks.core.table.Consumption;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.UsageBatch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** The metrics of what a tenant costs. Units are so small that whole numbers are exact enough. */
public final class CostMetrics {
  /** Thousandths of DynamoDB write request units. */
  public static final Metric WRITES = Metric.sum("write_milliunits");

  /** Thousandths of DynamoDB read request units. */
  public static final Metric READS = Metric.sum("read_milliunits");

  /** Megabytes of function memory times milliseconds. */
  public static final Metric COMPUTE = Metric.sum("compute_mb_ms");

  /** Invocations of functions. */
  public static final Metric INVOCATIONS = Metric.sum("invocations");

  /** Billionths of a dollar paid to language model providers. */
  public static final Metric LANGUAGE_MODELS = Metric.sum("llm_nanodollars");

  private static final BigDecimal NANO = BigDecimal.TEN.pow(9);
  private static final long MILLI = 1_000;

  private CostMetrics() {}

  /** Adds what tables have used. */
  public static void addTables(UsageBatch batch, Consumption.Snapshot used) {
    batch
        .add(WRITES, Math.round(used.writeUnits() * MILLI))
        .add(READS, Math.round(used.readUnits() * MILLI));
  }

  /** Adds one invocation that ran for so long; started milliseconds count whole, as on the bill. */
  public static void addCompute(UsageBatch batch, int memoryMegabytes, Duration running) {
    long millis = Math.max(1, running.plusNanos(999_999).toMillis());
    batch.add(COMPUTE, Math.multiplyExact(millis, memoryMegabytes)).add(INVOCATIONS, 1);
  }

  /**
   * Adds the price of an answer of a language model, rounded up to a billionth of a dollar.
   *
   * @throws IllegalArgumentException if it is negative or above what a metric takes
   */
  public static void addLanguageModel(UsageBatch batch, BigDecimal dollars) {
    BigDecimal nano = dollars.multiply(NANO).setScale(0, RoundingMode.CEILING);
    if (nano.compareTo(BigDecimal.valueOf(Metric.MOST)) > 0) {
      throw new IllegalArgumentException("no price of an answer: " + dollars);
    }
    batch.add(LANGUAGE_MODELS, nano.longValueExact());
  }
}
