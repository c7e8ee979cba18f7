package io.saasbricks.llm;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks values against the schemas of an OpenAPI document: as much of JSON Schema as those of
 * vendors use, and stricter in one point: a member that no schema names is wrong.
 */
final class OpenApiSchema {
  private final JsonObject schemas;

  OpenApiSchema(JsonObject document) {
    this.schemas = document.object("components").object("schemas");
  }

  /** What is wrong with the value; empty if nothing is. */
  List<String> problems(Object value, String schemaName) {
    return check(value, schemas.object(schemaName), "");
  }

  private List<String> check(Object value, JsonObject given, String at) {
    JsonObject schema = resolved(given);
    List<String> problems = new ArrayList<>();
    if (value == Json.NULL && schema.optionalBool("nullable").orElse(false)) {
      return problems;
    }
    for (JsonObject part : schema.objects("allOf")) {
      problems.addAll(checkPart(value, part, at));
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      List<JsonObject> options = schema.objects(choice);
      if (!options.isEmpty() && options.stream().noneMatch(o -> check(value, o, at).isEmpty())) {
        problems.add(at + " fits no " + choice);
      }
    }
    problems.addAll(checkPart(value, schema, at));
    if (value instanceof JsonObject object) {
      Set<String> known = known(schema);
      object.members().keySet().stream()
          .filter(name -> !known.isEmpty() && !known.contains(name))
          .forEach(name -> problems.add(at + "/" + name + " is unknown"));
    }
    return problems;
  }

  /** The schema's own demands, without those on names that others of an allOf may know. */
  private List<String> checkPart(Object value, JsonObject given, String at) {
    JsonObject schema = resolved(given);
    List<String> problems = new ArrayList<>();
    schema
        .optionalString("type")
        .filter(type -> !isOf(value, type))
        .ifPresent(type -> problems.add(at + " is no " + type));
    if (schema.has("enum") && !schema.list("enum").contains(value)) {
      problems.add(at + " is none of " + schema.list("enum"));
    }
    if (value instanceof JsonObject object) {
      schema.strings("required").stream()
          .filter(name -> !object.members().containsKey(name))
          .forEach(name -> problems.add(at + "/" + name + " is missing"));
      JsonObject properties = schema.optionalObject("properties").orElse(empty());
      object
          .members()
          .forEach(
              (name, member) -> {
                if (properties.has(name)) {
                  problems.addAll(check(member, properties.object(name), at + "/" + name));
                }
              });
    }
    if (value instanceof List<?> list && schema.has("items")) {
      for (int i = 0; i < list.size(); i++) {
        problems.addAll(check(list.get(i), schema.object("items"), at + "/" + i));
      }
    }
    return problems;
  }

  /** All member names any part of the schema knows; empty if it allows any. */
  private Set<String> known(JsonObject given) {
    JsonObject schema = resolved(given);
    Set<String> names = new HashSet<>();
    schema.optionalObject("properties").ifPresent(p -> names.addAll(p.members().keySet()));
    for (String parts : List.of("allOf", "oneOf", "anyOf")) {
      schema.objects(parts).forEach(part -> names.addAll(known(part)));
    }
    return names;
  }

  private JsonObject resolved(JsonObject schema) {
    return schema
        .optionalString("$ref")
        .map(ref -> resolved(schemas.object(ref.substring(ref.lastIndexOf('/') + 1))))
        .orElse(schema);
  }

  private static boolean isOf(Object value, String type) {
    return switch (type) {
      case "object" -> value instanceof JsonObject;
      case "array" -> value instanceof List<?>;
      case "string" -> value instanceof String;
      case "integer" -> value instanceof Long;
      case "number" -> value instanceof Number;
      case "boolean" -> value instanceof Boolean;
      default -> true;
    };
  }

  private static JsonObject empty() {
    return JsonObject.builder().build();
  }
}
