package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.Specs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Checks JSON against the schemas of an OpenAPI file: types, required members, enums, alternatives
 * and references.
 */
final class OpenApiSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode schemas;

  private OpenApiSchema(JsonNode schemas) {
    this.schemas = schemas;
  }

  static OpenApiSchema read(String file) {
    try {
      return new OpenApiSchema(JSON.readTree(Specs.read(file)).path("components").path("schemas"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a value of a named schema; unknown members count as wrong. */
  List<String> problems(String name, JsonNode value) {
    List<String> problems = new ArrayList<>();
    check(schemas.path(name), value, name, problems);
    return problems;
  }

  private void check(JsonNode schema, JsonNode value, String at, List<String> problems) {
    if (schema.has("$ref")) {
      String reference = schema.path("$ref").asText();
      check(schemas.path(reference.substring(reference.lastIndexOf('/') + 1)), value, at, problems);
      return;
    }
    if (value.isNull() && schema.path("nullable").asBoolean()) {
      return;
    }
    for (String alternatives : List.of("anyOf", "oneOf")) {
      if (schema.has(alternatives)) {
        checkAlternatives(schema.path(alternatives), value, at, problems);
        return;
      }
    }
    if (schema.has("allOf")) {
      schema.path("allOf").forEach(part -> check(part, value, at, problems));
      return;
    }
    checkType(schema, value, at, problems);
    if (value.isObject()) {
      checkObject(schema, value, at, problems);
    }
    for (int i = 0; i < value.size() && value.isArray(); i++) {
      check(schema.path("items"), value.get(i), at + "[" + i + "]", problems);
    }
  }

  private void checkAlternatives(
      JsonNode alternatives, JsonNode value, String at, List<String> problems) {
    List<String> closest = List.of();
    for (JsonNode alternative : alternatives) {
      List<String> found = new ArrayList<>();
      check(alternative, value, at, found);
      if (found.isEmpty()) {
        return;
      }
      closest = found;
    }
    problems.add(at + " fits no alternative; of the last: " + closest);
  }

  private static void checkType(JsonNode schema, JsonNode value, String at, List<String> problems) {
    boolean fits =
        switch (schema.path("type").asText()) {
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "array" -> value.isArray();
          case "object" -> value.isObject();
          case "null" -> value.isNull();
          default -> true;
        };
    if (!fits) {
      problems.add(at + " is no " + schema.path("type").asText() + ": " + value);
    }
    boolean open = schema.path("x-stripeOpenEnum").asBoolean();
    if (schema.has("enum") && !open && !contains(schema.path("enum"), value)) {
      problems.add(at + " is none of " + schema.path("enum") + ": " + value);
    }
  }

  private void checkObject(JsonNode schema, JsonNode value, String at, List<String> problems) {
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        problems.add(at + "." + required.asText() + " is missing");
      }
    }
    JsonNode additional = schema.path("additionalProperties");
    for (var member : value.properties()) {
      JsonNode property = schema.path("properties").path(member.getKey());
      String place = at + "." + member.getKey();
      if (!property.isMissingNode()) {
        check(property, member.getValue(), place, problems);
      } else if (additional.isObject()) {
        check(additional, member.getValue(), place, problems);
      } else if (schema.has("properties") && !additional.asBoolean()) {
        problems.add(place + " is unknown");
      }
    }
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    return StreamSupport.stream(list.spliterator(), false).anyMatch(value::equals);
  }
}
