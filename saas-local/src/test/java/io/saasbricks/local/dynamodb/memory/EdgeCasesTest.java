package io.saasbricks.local.dynamodb.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hand-picked requests, most of them wrong in one way, answered alike by both databases. */
class EdgeCasesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void edgeCasesAreAnsweredAsByDynamoDbLocal() throws IOException {
    List<String> differences = new ArrayList<>();
    // A server of its own, because the cases list tables and use fixed names and tokens.
    try (DynamoDbLocal local = DynamoDbLocal.start();
        BufferedReader lines = open("edge-cases.jsonl")) {
      TwoServers servers = new TwoServers(local);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode json = MAPPER.readTree(line);
        servers
            .difference(json.path("operation").asText(), json.path("request"))
            .ifPresent(differences::add);
      }
    }
    assertThat(String.join("\n", differences)).isEmpty();
  }

  private static BufferedReader open(String resource) {
    InputStream in = EdgeCasesTest.class.getResourceAsStream(resource);
    assertThat(in).as(resource).isNotNull();
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}
