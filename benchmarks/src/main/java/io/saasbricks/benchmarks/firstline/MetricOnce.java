package io.saasbricks.benchmarks.firstline;

import io.saasbricks.logging.MetricLine;
import java.time.InstantSource;

/** Writes one metric in embedded metric format. */
public final class MetricOnce {
  private MetricOnce() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    MetricLine.in("Saasbricks", InstantSource.system())
        .dimension("tier", "pro")
        .property("tenantId", "acme")
        .milliseconds("ChatLatency", 12.5)
        .write(System.out);
  }
}
