package io.saasbricks.metering;

import java.time.Instant;
import java.util.List;

/**
 * Usage over time, for graphs. Immutable.
 *
 * @param granularity the length of a point's span
 * @param points without gaps, the earliest first; a span without usage has {@link Usage#NONE}
 */
public record UsageSeries(Granularity granularity, List<Point> points) {
  /** The length of the spans of a series, in UTC. */
  public enum Granularity {
    HOUR,
    DAY,
    /** Calendar months. */
    MONTH
  }

  /**
   * The usage of one span.
   *
   * @param at where the span starts
   */
  public record Point(Instant at, Usage usage) {}

  public UsageSeries {
    points = List.copyOf(points);
  }

  /** The values of one metric, one per point. */
  public List<Long> of(Metric metric) {
    return points.stream().map(point -> point.usage().of(metric)).toList();
  }
}
