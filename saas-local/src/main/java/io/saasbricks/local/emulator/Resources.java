package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A template's resources by type: conditions decided, {@code Globals} merged in, functions
 * evaluated.
 */
final class Resources {
  static final String FUNCTION = "AWS::Serverless::Function";
  static final String MANAGED_POLICY = "AWS::IAM::ManagedPolicy";
  static final String HTTP_API = "AWS::Serverless::HttpApi";
  static final String TABLE = "AWS::DynamoDB::Table";
  static final String SIMPLE_TABLE = "AWS::Serverless::SimpleTable";

  /**
   * The properties the emulator reads. The others are never evaluated, so they may use any
   * function.
   */
  private static final Map<String, Set<String>> USED =
      Map.of(
          FUNCTION,
          Set.of(
              "Handler",
              "Environment",
              "Timeout",
              "MemorySize",
              "Events",
              "FunctionUrlConfig",
              "Policies"),
          MANAGED_POLICY,
          Set.of("PolicyDocument"),
          HTTP_API,
          Set.of("StageName", "StageVariables", "CorsConfiguration", "Auth", "DefinitionBody"),
          TABLE,
          TableReader.PROPERTIES,
          SIMPLE_TABLE,
          Set.of("PrimaryKey"));

  private final JsonNode template;
  private final Intrinsics intrinsics;

  Resources(JsonNode template, Intrinsics intrinsics) {
    if (!template.path("Resources").isObject()) {
      throw new TemplateException("Resources is missing");
    }
    this.template = template;
    this.intrinsics = intrinsics;
  }

  /** The used properties of all resources of a type, by logical id, in the template's order. */
  Map<String, JsonNode> ofType(String type) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    for (var resource : template.path("Resources").properties()) {
      JsonNode definition = resource.getValue();
      if (definition.path("Type").asText().equals(type) && exists(resource.getKey(), definition)) {
        found.put(resource.getKey(), properties(type, resource.getKey(), definition));
      }
    }
    return found;
  }

  /** What {@code Globals} say of a type, evaluated. */
  JsonNode globals(String type) {
    String section = type.substring(type.lastIndexOf(':') + 1);
    JsonNode globals = template.path("Globals").path(section);
    return intrinsics.resolve(used(type, globals), "Globals." + section);
  }

  private boolean exists(String id, JsonNode definition) {
    JsonNode condition = definition.path("Condition");
    return condition.isMissingNode()
        || intrinsics.condition(condition.asText(), "Resources." + id + ".Condition");
  }

  private JsonNode properties(String type, String id, JsonNode definition) {
    JsonNode own = used(type, definition.path("Properties"));
    return merge(globals(type), intrinsics.resolve(own, "Resources." + id + ".Properties"));
  }

  private static JsonNode used(String type, JsonNode properties) {
    return properties instanceof ObjectNode object
        ? object.deepCopy().retain(USED.getOrDefault(type, Set.of()))
        : properties;
  }

  /**
   * SAM's rule: maps are merged, lists are concatenated, anything else of the resource's own wins.
   */
  private static JsonNode merge(JsonNode global, JsonNode own) {
    if (global instanceof ArrayNode first && own.isArray()) {
      own.forEach(first::add);
      return first;
    }
    if (global instanceof ObjectNode merged && own.isObject()) {
      for (var property : own.properties()) {
        JsonNode inherited = merged.path(property.getKey());
        merged.set(property.getKey(), merge(inherited, property.getValue()));
      }
      return merged;
    }
    return own.isMissingNode() ? global : own;
  }
}
