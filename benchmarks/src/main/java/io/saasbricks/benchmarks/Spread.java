package io.saasbricks.benchmarks;

import java.util.Arrays;

/**
 * What repeated measurements of one thing came to.
 *
 * @param low one measurement in ten is not above it
 * @param high nine measurements in ten are not above it
 */
public record Spread(double low, double median, double high, int runs) {

  /**
   * The spread of these measurements, in any order.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(double... measurements) {
    if (measurements.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = measurements.clone();
    Arrays.sort(sorted);
    return new Spread(
        quantile(sorted, 0.1), quantile(sorted, 0.5), quantile(sorted, 0.9), sorted.length);
  }

  /** The smallest of the values that at least this part of all does not exceed. */
  static double quantile(double[] sorted, double part) {
    return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
  }
}
