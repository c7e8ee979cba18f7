package io.saasbricks.logging;

import java.time.InstantSource;

/** Writes one line of metrics. */
final class FirstMetrics {
  private FirstMetrics() {}

  public static void main(String[] arguments) {
    MetricLine.in("Saasbricks", InstantSource.system())
        .dimension("tier", "pro")
        .property("tenantId", "acme")
        .count("ChatErrors", 0)
        .milliseconds("ChatLatency", 12.5)
        .write(System.out);
  }
}
