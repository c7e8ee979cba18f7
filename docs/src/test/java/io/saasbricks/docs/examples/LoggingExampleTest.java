package io.saasbricks.docs.examples;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.saasbricks.logging.MetricLine;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingExampleTest {
  private static final Logger LOG = LoggerFactory.getLogger(LoggingExampleTest.class);

  @Test
  void aLineCarriesFieldsAndMetrics() {
    assertThatCode(() -> report("pro", "tenant01", 42.5)).doesNotThrowAnyException();
  }

  @Test
  void theGuidesLinesAreWritten() {
    assertThatCode(() -> guide(LOG, "gemini-flash")).doesNotThrowAnyException();
  }

  static final Map<String, ?> DIRECTIVE =
      Map.of(
          "CloudWatchMetrics",
          List.of(
              Map.of(
                  "Namespace", "Saasbricks",
                  "Dimensions", List.of(List.of("tier"), List.of()),
                  "Metrics", List.of(Map.of("Name", "ChatErrors", "Unit", "Count")))));

  private static void guide(Logger logger, String model) {
    logger
        .atWarn()
        .addKeyValue("route", "POST /agents/{agentId}/chat")
        .addKeyValue("latencyMs", 1840)
        .log("slow turn of {}", model);

    MetricLine.in("Saasbricks", InstantSource.system())
        .dimension("tier", "pro")
        .property("tenantId", "acme4711")
        .count("ChatErrors", 0)
        .milliseconds("ChatLatency", 12.3)
        .on(logger.atInfo())
        .log("chat answered");

    logger
        .atInfo()
        .addKeyValue("_aws", DIRECTIVE)
        .addKeyValue("tier", "pro")
        .addKeyValue("ChatErrors", 1)
        .log("chat failed");
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
