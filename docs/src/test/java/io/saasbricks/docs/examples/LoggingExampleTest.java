package io.saasbricks.docs.examples;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.saasbricks.logging.MetricLine;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingExampleTest {
  private static final Logger LOG = LoggerFactory.getLogger(LoggingExampleTest.class);

  @Test
  void aLineCarriesFieldsAndMetrics() {
    assertThatCode(() -> report("pro", "tenant01", 42.5)).doesNotThrowAnyException();
  }

  private static void report(String plan, String tenantId, double latencyMs) {
    LOG.atInfo().addKeyValue("tenantId", tenantId).addKeyValue("latencyMs", latencyMs).log("chat");

    MetricLine.in("Saasbricks", InstantSource.system()) // CloudWatch metrics without a call
        .dimension("plan", plan)
        .property("tenantId", tenantId)
        .count("Messages", 1)
        .milliseconds("Latency", latencyMs)
        .on(LOG.atInfo())
        .log("metrics");
  }
}
