package io.saasbricks.examples.chatbot.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saasbricks.local.emulator.TaggedYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  static final Path TEMPLATE = Path.of("template.yaml");

  @Test
  void nothingIsWrongWithTheTemplate() throws IOException {
    assertThat(TemplateChecks.findings(Files.readString(TEMPLATE))).isEmpty();
  }

  @Test
  void awssValidatorFindsNothingEither() throws IOException, InterruptedException {
    CloudFormationValidate.assumeInstalled();
    assertThat(CloudFormationValidate.errors(List.of(TEMPLATE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5xx", "Latency", "ChatErrors", "Throttles", "WriteThrottleEvents"})
  void anAlarmWatches(String metric) throws IOException {
    JsonNode alarms = TaggedYaml.read(Files.readString(TEMPLATE)).path("Resources");
    assertThat(alarms.findValuesAsText("MetricName")).contains(metric);
  }

  @Test
  void everyChatFunctionThatCanBeThrottledIsWatchedForIt() throws IOException {
    JsonNode resources = TaggedYaml.read(Files.readString(TEMPLATE)).path("Resources");
    List<String> reserved = new ArrayList<>();
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      if (resource.getValue().path("Properties").has("ReservedConcurrentExecutions")) {
        reserved.add(resource.getKey());
      }
    }
    assertThat(resources.path("ChatThrottlesAlarm").findValuesAsText("Ref")).containsAll(reserved);
    assertThat(reserved).hasSize(3);
  }

  @Test
  void handledFailuresOfTheChatAreCountedByStatusAndRoute() throws IOException {
    JsonNode filter =
        TaggedYaml.read(Files.readString(TEMPLATE)).at("/Resources/ChatErrorsFilter/Properties");
    assertThat(filter.path("FilterPattern").asText()).contains("$.route", "$.status >= 500");
  }
}
