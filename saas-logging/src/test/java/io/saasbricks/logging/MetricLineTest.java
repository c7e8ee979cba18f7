package io.saasbricks.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricLineTest {
  private final LogCapture log = new LogCapture();

  @Test
  void aLineOfItsOwnIsTheDocumentAndNothingElse() {
    MetricLine metrics =
        line().dimension("tier", "pro").property("tenantId", "acme").count("ChatErrors", 1);

    assertThat(written(metrics.milliseconds("ChatLatency", 12.3)))
        .isEqualTo(
            "{\"_aws\":{\"Timestamp\":1795253400250,"
                + "\"CloudWatchMetrics\":[{\"Namespace\":\"Saasbricks\","
                + "\"Dimensions\":[[\"tier\"]],\"Metrics\":[{\"Name\":\"ChatErrors\","
                + "\"Unit\":\"Count\"},"
                + "{\"Name\":\"ChatLatency\",\"Unit\":\"Milliseconds\"}]}]},"
                + "\"tier\":\"pro\",\"tenantId\":\"acme\",\"ChatErrors\":1,"
                + "\"ChatLatency\":12.3}\n");
  }

  @Test
  void onALogLineTheMetricsStandBesideTheMessage() {
    line()
        .dimension("tier", "pro")
        .property("tenantId", "acme")
        .count("ChatErrors", 1)
        .on(log.logger().atError())
        .log("chat failed");

    JsonNode line = log.line();
    EmfRules.check(line);
    assertThat(line.get("message").textValue()).isEqualTo("chat failed");
    assertThat(line.get("tenant_id").textValue()).isEqualTo("acme");
    assertThat(line.get("ChatErrors").intValue()).isEqualTo(1);
  }

  @Test
  void codeThatKnowsSlf4jAloneNeedsOnlyAConstantDirective() {
    Map<String, ?> directive =
        Map.of(
            "CloudWatchMetrics",
            List.of(
                Map.of(
                    "Namespace", "Saasbricks",
                    "Dimensions", List.of(List.of("tier"), List.of()),
                    "Metrics", List.of(Map.of("Name", "ChatErrors", "Unit", "Count")))));

    log.logger()
        .atInfo()
        .addKeyValue("_aws", directive)
        .addKeyValue("tier", "pro")
        .addKeyValue("ChatErrors", 1)
        .log("chat failed");

    JsonNode line = log.line();
    EmfRules.check(line);
    assertThat(line.get("_aws").get("Timestamp").longValue())
        .isEqualTo(LogCapture.NOW.toEpochMilli());
  }

  @Test
  void aTimestampGivenInTheDirectiveIsKept() {
    log.logger().atInfo().addKeyValue("_aws", Map.of("Timestamp", 5)).log("x");

    assertThat(log.line().get("_aws").get("Timestamp").intValue()).isEqualTo(5);
  }

  @Test
  void withoutDimensionsThereIsOneEmptySet() {
    JsonNode document = document(line().count("Requests", 1));

    assertThat(document.at("/_aws/CloudWatchMetrics/0/Dimensions").toString()).isEqualTo("[[]]");
  }

  @ParameterizedTest
  @EnumSource
  void everyUnitIsOneCloudWatchKnows(MetricUnit unit) {
    document(line().metric("Value", 0.5, unit));
  }

  @Test
  void thePermittedExtremesAreWrittenWhole() {
    MetricLine full = line();
    for (int i = 0; i < 30; i++) {
      full.dimension(numbered("dimension", i), "v".repeat(1024));
    }
    for (int i = 0; i < 100; i++) {
      full.metric(numbered("metric", i), Math.scalb(1.0, 360), MetricUnit.TERABYTES_PER_SECOND);
    }

    assertThat(document(full).at("/_aws/CloudWatchMetrics/0/Metrics")).hasSize(100);
    assertThatIllegalArgumentException().isThrownBy(() -> full.dimension("one more", "v"));
    assertThatIllegalArgumentException().isThrownBy(() -> full.count("one more", 1));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0x1.1p360})
  void aValueCloudWatchRefusesIsRefusedHere(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> line().metric("Latency", value, MetricUnit.NONE))
        .withMessageContaining("Latency");
  }

  @ParameterizedTest
  @MethodSource("wrongNames")
  void aNameCloudWatchRefusesIsRefusedHere(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> line().count(name, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> line().dimension(name, "v"));
    assertThatIllegalArgumentException().isThrownBy(() -> line().property(name, "v"));
  }

  static List<String> wrongNames() {
    return List.of(
        "",
        " ",
        ":a",
        "é",
        "a\nb",
        "a\u0000",
        "x".repeat(251),
        "_aws",
        "level",
        "service",
        "error");
  }

  @ParameterizedTest
  @MethodSource("wrongDimensionValues")
  void aDimensionValueCloudWatchRefusesIsRefusedHere(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> line().dimension("tier", value));
  }

  static List<String> wrongDimensionValues() {
    return List.of("", "  ", ":a", "é", "a\tb", "\u007f", "x".repeat(1025));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AWS/Lambda", "with space", "a\"b", "é", ":a", "a$b", "a\\b"})
  void aNamespaceCloudWatchRefusesIsRefusedHere(String namespace) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricLine.in(namespace, () -> LogCapture.NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Saasbricks", "my.app/chat-1_2#a:b", "0"})
  void aNamespaceMayUseTheWholeAlphabet(String namespace) {
    document(MetricLine.in(namespace, () -> LogCapture.NOW).count("A", 0));
  }

  @Test
  void aNameMeansOneThing() {
    MetricLine line = line().dimension("tier", "pro").count("Errors", 1).property("route", "/");

    assertThatIllegalArgumentException().isThrownBy(() -> line.count("tier", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> line.count("Errors", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> line.dimension("route", "a"));
  }

  @Test
  void whatWasRefusedLeavesTheLineAsItWas() {
    MetricLine line = line().dimension("tier", "pro").count("Errors", 1);
    String before = written(line);
    assertThatIllegalArgumentException().isThrownBy(() -> line.dimension("Errors", "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> line.count("tier", 1));

    assertThat(written(line)).isEqualTo(before);
  }

  private static MetricLine line() {
    return MetricLine.in("Saasbricks", () -> LogCapture.NOW);
  }

  private static JsonNode document(MetricLine line) {
    JsonNode document = LogCapture.parse(written(line));
    EmfRules.check(document);
    return document;
  }

  private static String written(MetricLine line) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    line.write(new PrintStream(bytes, false, UTF_8));
    return bytes.toString(UTF_8);
  }

  private static String numbered(String kind, int number) {
    String name = kind + number;
    return name + "x".repeat(250 - name.length());
  }
}
