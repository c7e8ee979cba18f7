package io.saasbricks.examples.chatbot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.emulator.TaggedYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A SAM template's routes and CORS rules as the Serverless Framework describes them. Functions keep
 * their logical ids as names, so that an invocation tells which one is meant.
 */
final class ServerlessService {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Map<String, String> CORS =
      Map.of(
          "AllowOrigins", "allowedOrigins",
          "AllowMethods", "allowedMethods",
          "AllowHeaders", "allowedHeaders",
          "ExposeHeaders", "exposedResponseHeaders",
          "MaxAge", "maxAge");

  private final JsonNode template;

  private ServerlessService(JsonNode template) {
    this.template = template;
  }

  /** Writes {@code serverless.yml}, and the archive of code that it has to name. */
  static void write(Path samTemplate, Path folder) throws IOException {
    var service = new ServerlessService(TaggedYaml.read(Files.readString(samTemplate)));
    Files.createDirectories(folder);
    // JSON is YAML.
    Files.writeString(folder.resolve("serverless.yml"), service.description().toPrettyString());
    try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("code.zip")))) {
      zip.putNextEntry(new ZipEntry("empty"));
    }
  }

  private ObjectNode description() {
    ObjectNode service = NODES.objectNode().put("service", "local").put("frameworkVersion", "3");
    service.putArray("plugins").add("serverless-offline");
    service.putObject("package").put("artifact", "code.zip");
    ObjectNode provider = service.putObject("provider");
    provider.put("name", "aws").put("runtime", "java17").put("region", "us-east-1");
    ObjectNode functions = service.putObject("functions");
    ObjectNode api = provider.putObject("httpApi").put("payload", "2.0");
    for (Map.Entry<String, JsonNode> resource : template.path("Resources").properties()) {
      JsonNode properties = resource.getValue().path("Properties");
      if (properties.has("CorsConfiguration")) {
        api.set("cors", cors(properties.path("CorsConfiguration")));
      }
      routes(properties).forEach(route -> function(functions, resource.getKey()).add(route));
    }
    functions
        .properties()
        .forEach(entry -> complete(entry.getKey(), (ObjectNode) entry.getValue()));
    return service;
  }

  private void complete(String id, ObjectNode function) {
    JsonNode properties = template.path("Resources").path(id).path("Properties");
    function.put("name", id);
    function.set("handler", properties.path("Handler"));
    function.put("timeout", properties.path("Timeout").asInt(10));
  }

  private static ArrayNode function(ObjectNode functions, String id) {
    return functions.withObjectProperty(id).withArrayProperty("events");
  }

  private static List<JsonNode> routes(JsonNode properties) {
    return properties
        .path("Events")
        .valueStream()
        .filter(event -> event.path("Type").asText().equals("HttpApi"))
        .map(event -> event.path("Properties"))
        .map(route -> route.path("Method").asText() + " " + route.path("Path").asText())
        .<JsonNode>map(route -> NODES.objectNode().put("httpApi", route))
        .toList();
  }

  private ObjectNode cors(JsonNode rules) {
    ObjectNode cors = NODES.objectNode();
    CORS.forEach(
        (ours, theirs) -> {
          if (rules.has(ours)) {
            cors.set(theirs, resolved(rules.path(ours)));
          }
        });
    return cors;
  }

  /** A parameter's default, which is a list, or what stands there. */
  private JsonNode resolved(JsonNode value) {
    if (!value.has("Ref")) {
      return value;
    }
    JsonNode parameter = template.path("Parameters").path(value.path("Ref").asText());
    ArrayNode list = NODES.arrayNode();
    List.of(parameter.path("Default").asText().split(",", -1)).forEach(list::add);
    return list;
  }
}
