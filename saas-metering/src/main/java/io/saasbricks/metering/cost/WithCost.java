package io.saasbricks.metering.cost;

import io.saasbricks.core.http.Handler;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.http.Middleware;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.metering.UsageBatch;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Adds to each request's usage what the request itself costs: capacity units, memory and time.
 *
 * <p>Stands directly behind {@link io.saasbricks.metering.WithUsage}. What runs before it is not
 * measured, but the write that records the usage is counted in, as one write unit. Costs no
 * request. Right as long as a container serves one request at a time, as on Lambda. Safe for
 * concurrent use.
 */
public final class WithCost implements Middleware {
  private static final double RECORDING = 1;

  private final Consumption consumption;
  private final int memoryMegabytes;
  private final LongSupplier nanoTime;

  private WithCost(Consumption consumption, int memoryMegabytes, LongSupplier nanoTime) {
    this.consumption = consumption;
    this.memoryMegabytes = memoryMegabytes;
    this.nanoTime = nanoTime;
  }

  /**
   * The middleware.
   *
   * @param consumption of all tables the function uses
   * @param memoryMegabytes of the function, as {@code AWS_LAMBDA_FUNCTION_MEMORY_SIZE} tells
   */
  public static WithCost of(Consumption consumption, int memoryMegabytes, LongSupplier nanoTime) {
    Objects.requireNonNull(consumption, "consumption");
    if (memoryMegabytes < 1) {
      throw new IllegalArgumentException("memory must be positive: " + memoryMegabytes);
    }
    return new WithCost(consumption, memoryMegabytes, nanoTime);
  }

  @Override
  public HttpResponse apply(HttpRequest request, Handler next) {
    UsageBatch batch = UsageBatch.of(request);
    Consumption.Snapshot before = consumption.snapshot();
    long start = nanoTime.getAsLong();
    try {
      return next.handle(request);
    } finally {
      Consumption.Snapshot used = consumption.snapshot().since(before);
      CostMetrics.addTables(
          batch,
          new Consumption.Snapshot(
              used.requests() + 1, used.readUnits(), used.writeUnits() + RECORDING));
      CostMetrics.addCompute(
          batch, memoryMegabytes, Duration.ofNanos(nanoTime.getAsLong() - start));
    }
  }
}
