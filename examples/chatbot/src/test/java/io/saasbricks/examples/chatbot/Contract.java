package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.yaml.snakeyaml.Yaml;

/**
 * {@code openapi.yaml}, against which the test client checks every answer it gets: a status that is
 * not declared, a member that is missing, of another type or not mentioned fails the test.
 */
final class Contract {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

  static final Contract PUBLISHED = new Contract(read(Path.of("openapi.yaml")));

  private final JsonNode document;
  private final Map<String, JsonNode> operations = new TreeMap<>();
  private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();
  private final Set<String> met = new ConcurrentSkipListSet<>();

  private Contract(JsonNode document) {
    this.document = document;
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          String method = operation.getKey().toUpperCase(Locale.ROOT);
          operations.put(method + " " + path.getKey(), operation.getValue());
        }
      }
    }
  }

  private static JsonNode read(Path file) {
    try {
      // Jackson's YAML does not follow aliases.
      JsonNode document = new ObjectMapper().valueToTree(new Yaml().load(Files.readString(file)));
      forbidUnknownMembers(document);
      return document;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Clients are promised what is written, not that nothing is added; the tests are stricter. */
  private static void forbidUnknownMembers(JsonNode node) {
    if (node instanceof ObjectNode schema
        && schema.path("type").asText().equals("object")
        && schema.has("properties")) {
      schema.put("additionalProperties", false);
    }
    node.forEach(Contract::forbidUnknownMembers);
  }

  /** The operations that may answer that status. */
  List<String> answering(int status) {
    return operations.entrySet().stream()
        .filter(operation -> operation.getValue().path("responses").has("" + status))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The operations, such as {@code GET /agents/{agentId}}. */
  Set<String> operations() {
    return operations.keySet();
  }

  /** Which declared answers the tests of this run have met and which they have not. */
  List<String> coverage() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operation : operations.entrySet()) {
      for (var response : operation.getValue().path("responses").properties()) {
        String answer = operation.getKey() + " " + response.getKey();
        lines.add((met.contains(answer) ? "met      " : "not met  ") + answer);
      }
    }
    lines.add(0, "%d of %d declared answers met".formatted(met.size(), lines.size()));
    return lines;
  }

  /** Fails unless the answer is one that is declared; paths that are no operation pass. */
  void check(String method, String path, int status, String type, String body) {
    Optional<String> name = operation(method, path);
    if (name.isEmpty()) {
      return;
    }
    String answer = name.get() + " " + status;
    JsonNode operation = operations.getOrDefault(name.get(), document);
    JsonNode response = resolved(operation.path("responses").path("" + status));
    assertThat(response.isMissingNode()).as("undeclared: " + answer).isFalse();
    met.add(answer);
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(body).as(answer).isEmpty();
      return;
    }
    String media = type.replaceAll(";.*", "");
    assertThat(content.has(media)).as(answer + " as " + type).isTrue();
    if (media.endsWith("json")) {
      assertThat(findings(content.path(media).path("schema"), body)).as(answer).isEmpty();
    }
  }

  private Optional<String> operation(String method, String path) {
    String plain = path.replaceAll("[?].*", "");
    return operations.keySet().stream()
        .filter(name -> name.startsWith(method + " "))
        .filter(
            name ->
                plain.matches(
                    name.substring(method.length() + 1).replaceAll("[{][^}]+[}]", "[^/]+")))
        .findFirst();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  private Set<String> findings(JsonNode schema, String body) {
    Set<String> findings = new TreeSet<>();
    try {
      schemas
          .computeIfAbsent(schema, this::compiled)
          .validate(new ObjectMapper().readTree(body))
          .forEach(finding -> findings.add(finding.getMessage()));
    } catch (IOException e) {
      findings.add("not JSON: " + body);
    }
    return findings;
  }

  private JsonSchema compiled(JsonNode schema) {
    ObjectNode root = schema.deepCopy();
    root.set("components", document.path("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
  }
}
