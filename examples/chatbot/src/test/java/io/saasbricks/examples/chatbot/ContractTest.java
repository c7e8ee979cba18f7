package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.saasbricks.local.emulator.TaggedYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ContractTest {
  @Test
  void theDocumentAndTheTemplateHaveTheSameRoutes() throws IOException {
    JsonNode template = TaggedYaml.read(Files.readString(Path.of("template.yaml")));
    Set<String> routes = new TreeSet<>();
    for (JsonNode events : template.path("Resources").findValues("Events")) {
      for (JsonNode event : events) {
        if (event.path("Type").asText().equals("HttpApi")) {
          JsonNode route = event.path("Properties");
          routes.add(route.path("Method").asText() + " " + route.path("Path").asText());
        }
      }
    }
    assertThat(routes).isEqualTo(Contract.PUBLISHED.operations());
  }

  @Test
  void anAnswerThatIsNotDeclaredIsRefused() {
    Contract contract = Contract.PUBLISHED;
    String healthy = "{\"status\":\"ok\",\"version\":\"1\"}";
    contract.check("GET", "/health", 200, "application/json", healthy);
    for (String other :
        new String[] {"{\"status\":\"ok\"}", "{\"status\":1,\"version\":\"1\"}", "[]"}) {
      assertThatThrownBy(() -> contract.check("GET", "/health", 200, "application/json", other))
          .isInstanceOf(AssertionError.class);
    }
    String more = "{\"status\":\"ok\",\"version\":\"1\",\"mood\":\"good\"}";
    assertThatThrownBy(() -> contract.check("GET", "/health", 200, "application/json", more))
        .hasMessageContaining("mood");
    assertThatThrownBy(() -> contract.check("GET", "/health", 418, "application/json", healthy))
        .hasMessageContaining("undeclared");
    assertThatThrownBy(() -> contract.check("GET", "/health", 200, "text/html", healthy))
        .isInstanceOf(AssertionError.class);
  }
}
