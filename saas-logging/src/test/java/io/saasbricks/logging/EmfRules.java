package io.saasbricks.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * The embedded metric format as its specification states it, written without a look at the code
 * under test. CloudWatch ignores a document that breaks one of these.
 */
final class EmfRules {
  private static final Set<String> UNITS =
      Set.of(
          ("Seconds Microseconds Milliseconds Percent Count Count/Second None"
                  + " Bytes Kilobytes Megabytes Gigabytes Terabytes"
                  + " Bits Kilobits Megabits Gigabits Terabits"
                  + " Bytes/Second Kilobytes/Second Megabytes/Second Gigabytes/Second"
                  + " Terabytes/Second Bits/Second Kilobits/Second Megabits/Second"
                  + " Gigabits/Second Terabits/Second")
              .split(" "));

  private EmfRules() {}

  static void check(JsonNode root) {
    JsonNode metadata = root.get("_aws");
    assertThat(names(metadata)).containsExactlyInAnyOrder("Timestamp", "CloudWatchMetrics");
    assertThat(metadata.get("Timestamp").isIntegralNumber()).isTrue();
    assertThat(metadata.get("CloudWatchMetrics").isArray()).isTrue();
    for (JsonNode directive : metadata.get("CloudWatchMetrics")) {
      directive(root, directive);
    }
    assertThat(root.toString().length()).isLessThan(256 * 1024);
  }

  private static void directive(JsonNode root, JsonNode directive) {
    assertThat(names(directive)).containsExactlyInAnyOrder("Namespace", "Dimensions", "Metrics");
    assertThat(directive.get("Namespace").textValue())
        .matches("[0-9A-Za-z.\\-_/#:]{1,255}")
        .doesNotStartWith("AWS/");
    assertThat(directive.get("Dimensions")).isNotEmpty();
    for (JsonNode set : directive.get("Dimensions")) {
      assertThat(set.size()).isLessThanOrEqualTo(30);
      set.forEach(name -> dimension(root, name.textValue()));
    }
    assertThat(directive.get("Metrics").size()).isLessThanOrEqualTo(100);
    directive.get("Metrics").forEach(metric -> metric(root, metric));
  }

  private static void dimension(JsonNode root, String name) {
    assertThat(name).matches("[\\x20-\\x7e]{1,250}").doesNotStartWith(":").isNotBlank();
    assertThat(root.get(name).isTextual()).isTrue();
    assertThat(root.get(name).textValue()).matches("[\\x20-\\x7e]{1,1024}").isNotBlank();
  }

  private static void metric(JsonNode root, JsonNode metric) {
    assertThat(Set.of("Name", "Unit", "StorageResolution")).containsAll(names(metric));
    String name = metric.get("Name").textValue();
    assertThat(name.length()).isBetween(1, 255);
    assertThat(UNITS).contains(metric.path("Unit").asText("None"));
    assertThat(root.get(name).isNumber()).as(name).isTrue();
    assertThat(Math.abs(root.get(name).doubleValue())).isLessThanOrEqualTo(Math.pow(2, 360));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
