package io.saasbricks.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What docs/logging.md shows is what happens. */
class LoggingGuideTest {
  private final List<String> guide = read(Path.of(System.getProperty("saasbricks.root", "..")));

  @Test
  void theExampleLineIsWhatTheExampleLogs() {
    LogCapture log =
        new LogCapture(
            Map.of(
                "AWS_LAMBDA_FUNCTION_NAME", "chat",
                "AWS_LAMBDA_FUNCTION_VERSION", "7",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                "POWERTOOLS_SERVICE_NAME", "chatbot"));
    log.properties.setProperty("com.amazonaws.xray.traceHeader", "Root=1-6740-abc;Sampled=0");
    log.mdc().put("requestId", "8f5f");
    log.mdc().put("tenantId", "acme4711");

    String model = "gemini-flash";
    log.logger()
        .atWarn()
        .addKeyValue("route", "POST /agents/{agentId}/chat")
        .addKeyValue("latencyMs", 1840)
        .log("slow turn of {}", model);

    assertThat(guide).contains(log.text().strip());
  }

  @Test
  void theTableListsTheReservedNamesFirst() {
    Set<String> listed = new LinkedHashSet<>();
    for (String line : guide) {
      if (line.startsWith("| `xray_trace_id`")) {
        break;
      }
      if (line.startsWith("| `")) {
        listed.add(line.substring(3, line.indexOf('`', 3)));
      }
    }

    assertThat(listed).isEqualTo(Entries.RESERVED);
  }

  @Test
  void theMetricExamplesFollowTheRules() {
    LogCapture log = new LogCapture();
    MetricLine.in("Saasbricks", () -> LogCapture.NOW)
        .dimension("tier", "pro")
        .property("tenantId", "acme4711")
        .count("ChatErrors", 0)
        .milliseconds("ChatLatency", 12.3)
        .on(log.logger().atInfo())
        .log("chat answered");
    EmfRules.check(log.line());

    Map<String, ?> directive =
        Map.of(
            "CloudWatchMetrics",
            List.of(
                Map.of(
                    "Namespace", "Saasbricks",
                    "Dimensions", List.of(List.of("service"), List.of()),
                    "Metrics", List.of(Map.of("Name", "ChatErrors", "Unit", "Count")))));
    log.logger().atInfo().addKeyValue("_aws", directive).addKeyValue("ChatErrors", 1).log("x");
    JsonNode line = log.line();
    EmfRules.check(line);
  }

  private static List<String> read(Path root) {
    try {
      return Files.readAllLines(root.resolve("docs").resolve("logging.md"));
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }
}
