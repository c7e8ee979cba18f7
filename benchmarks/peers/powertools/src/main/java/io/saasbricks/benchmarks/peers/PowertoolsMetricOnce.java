package io.saasbricks.benchmarks.peers;

import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/** Writes one metric in embedded metric format, the way the Powertools documentation shows without annotations. */
public final class PowertoolsMetricOnce {
  private PowertoolsMetricOnce() {}

  public static void main(String[] arguments) {
    Metrics metrics = MetricsFactory.getMetricsInstance();
    metrics.setNamespace("Saasbricks");
    metrics.setDefaultDimensions(DimensionSet.of("tier", "pro"));
    metrics.addMetadata("tenantId", "acme");
    metrics.addMetric("ChatLatency", 12.5, MetricUnit.MILLISECONDS);
    metrics.flush();
  }
}
