package io.saasbricks.logging;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Metrics of one event in CloudWatch's embedded metric format: CloudWatch takes them from the log,
 * so a metric costs no request and the line it came from can be searched.
 *
 * <pre>{@code
 * MetricLine.in("Saasbricks", InstantSource.system())
 *     .dimension("tier", "pro")
 *     .property("tenantId", "acme")
 *     .count("ChatErrors", 1)
 *     .milliseconds("ChatLatency", 12.3)
 *     .on(logger.atInfo())
 *     .log("chat failed");
 * }</pre>
 *
 * <p>Every distinct combination of dimension values is a metric that is billed, so a dimension
 * takes few values: the tier, the route. What has many, above all the tenant, is a
 * <em>property</em>: it costs nothing and is found by Logs Insights.
 *
 * <p>Code that knows SLF4J alone emits the same line by a key-value {@code _aws} with a constant
 * directive and one key-value for each metric and dimension that the directive names; {@link
 * LambdaLogProvider} adds the time:
 *
 * <pre>{@code
 * static final Map<String, ?> DIRECTIVE = Map.of("CloudWatchMetrics", List.of(Map.of(
 *     "Namespace", "Saasbricks",
 *     "Dimensions", List.of(List.of("tier")),
 *     "Metrics", List.of(Map.of("Name", "ChatErrors", "Unit", "Count")))));
 *
 * logger.atInfo()
 *     .addKeyValue("_aws", DIRECTIVE)
 *     .addKeyValue("tier", "pro")
 *     .addKeyValue("ChatErrors", 1)
 *     .log("chat failed");
 * }</pre>
 *
 * <p>CloudWatch drops what breaks its rules in silence; here it is an {@link
 * IllegalArgumentException}: names are 1 to 250 printable ASCII characters, given once, not those
 * {@link LambdaLogProvider} reserves; there are at most 30 dimensions and 100 metrics.
 *
 * <p>A mutable builder for one event, for one thread.
 */
public final class MetricLine {
  private static final int DIMENSIONS_LIMIT = 30;
  private static final int METRICS_LIMIT = 100;
  private static final double VALUE_LIMIT = Math.scalb(1.0, 360);

  private final String namespace;
  private final InstantSource time;
  private final List<String> dimensions = new ArrayList<>();
  private final List<Map<String, String>> metrics = new ArrayList<>();
  private final Map<String, Object> members = new LinkedHashMap<>();

  private MetricLine(String namespace, InstantSource time) {
    this.namespace = MetricNames.namespace(namespace);
    this.time = time;
  }

  /**
   * A line without metrics yet.
   *
   * @param namespace 1 to 255 of the characters A-Z a-z 0-9 . - _ / # : not beginning with {@code
   *     AWS/} or a colon
   * @param time tells when the metrics happened, asked when the line is complete
   */
  public static MetricLine in(String namespace, InstantSource time) {
    return new MetricLine(namespace, time);
  }

  /**
   * Adds a part of the identity of all metrics of this line, which without any are one metric each.
   *
   * @param value one of few, 1 to 1024 printable ASCII characters, no colon first
   */
  public MetricLine dimension(String name, String value) {
    require(dimensions.size() < DIMENSIONS_LIMIT, "more than 30 dimensions: ", name);
    member(name, MetricNames.dimensionValue(name, value));
    dimensions.add(name);
    return this;
  }

  /**
   * Adds a fact to search the line by, which is no part of a metric.
   *
   * @param value written as {@link LambdaLogProvider} describes for key-values
   */
  public MetricLine property(String name, Object value) {
    return member(name, value);
  }

  /**
   * Adds a metric of unit {@link MetricUnit#COUNT}. Write a zero too: an alarm needs the times at
   * which nothing failed.
   */
  public MetricLine count(String name, long value) {
    return add(name, value, MetricUnit.COUNT);
  }

  /** Adds a duration. */
  public MetricLine milliseconds(String name, double value) {
    return metric(name, value, MetricUnit.MILLISECONDS);
  }

  /**
   * Adds a metric.
   *
   * @param value a finite number of at most 2<sup>360</sup> either side of zero
   */
  public MetricLine metric(String name, double value, MetricUnit unit) {
    require(Math.abs(value) <= VALUE_LIMIT, "value beyond 2^360 or not a number: ", name);
    return add(name, value, unit);
  }

  /**
   * Adds the metrics to a log event as key-values. Like the event, they are lost if its level is
   * not enabled.
   *
   * @return the same event, to be completed by {@code log}
   */
  public LoggingEventBuilder on(LoggingEventBuilder event) {
    LoggingEventBuilder complete = event.addKeyValue("_aws", directive());
    for (Map.Entry<String, Object> member : members.entrySet()) {
      complete = complete.addKeyValue(member.getKey(), member.getValue());
    }
    return complete;
  }

  /** Writes the metrics as a line of their own, in one write, whatever the log level. */
  public void write(PrintStream out) {
    JsonBuffer line = new JsonBuffer().open().field("_aws", directive());
    for (Map.Entry<String, Object> member : members.entrySet()) {
      line.field(member.getKey(), member.getValue());
    }
    line.close().writeTo(out);
  }

  private MetricLine add(String name, Number value, MetricUnit unit) {
    require(metrics.size() < METRICS_LIMIT, "more than 100 metrics: ", name);
    member(name, value);
    Map<String, String> definition = new LinkedHashMap<>();
    definition.put("Name", name);
    definition.put("Unit", unit.text());
    metrics.add(definition);
    return this;
  }

  private Map<String, Object> directive() {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("Namespace", namespace);
    set.put("Dimensions", List.of(List.copyOf(dimensions)));
    set.put("Metrics", List.copyOf(metrics));
    Map<String, Object> directive = new LinkedHashMap<>();
    directive.put("Timestamp", time.millis());
    directive.put("CloudWatchMetrics", List.of(set));
    return directive;
  }

  private MetricLine member(String name, Object value) {
    require(
        members.putIfAbsent(MetricNames.member(name), value) == null, "name given twice: ", name);
    return this;
  }

  private static void require(boolean kept, String rule, String name) {
    if (!kept) {
      throw new IllegalArgumentException(rule + name);
    }
  }
}
