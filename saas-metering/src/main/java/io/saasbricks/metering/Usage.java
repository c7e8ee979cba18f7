package io.saasbricks.metering;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was used in some span of time. Immutable.
 *
 * @param totals by metric; a metric that did not occur is missing
 */
public record Usage(Map<Metric, Long> totals) {
  /** Nothing. */
  public static final Usage NONE = new Usage(Map.of());

  public Usage {
    totals = Map.copyOf(totals);
  }

  /** The metric's total; zero if it did not occur. */
  public long of(Metric metric) {
    return totals.getOrDefault(metric, 0L);
  }

  /** By name and then number, for logs and failed tests. */
  @Override
  public String toString() {
    Map<String, Long> sorted = new TreeMap<>();
    totals.forEach((metric, total) -> sorted.put(metric.toString(), total));
    return "Usage" + sorted;
  }
}
