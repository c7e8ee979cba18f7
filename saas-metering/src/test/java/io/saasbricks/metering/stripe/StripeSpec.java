package io.saasbricks.metering.stripe;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.OutboundRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds requests to Stripe's OpenAPI file: path, parameters, types, lengths and enums. */
final class StripeSpec {
  private static final JsonObject SPEC = read();

  private StripeSpec() {}

  /** What is wrong with the request; empty if the file allows it. */
  static List<String> problems(OutboundRequest request) {
    List<String> problems = new ArrayList<>();
    JsonObject path = path(request.uri().getPath(), problems);
    String method = request.method().toLowerCase(Locale.ROOT);
    if (!path.has(method)) {
      problems.add(request.method() + " is not known");
      return problems;
    }
    JsonObject operation = path.object(method);
    if (!method.equals("post")) {
      checkQuery(operation, nest(decode(request.uri().getRawQuery())), problems);
    } else {
      JsonObject content = operation.object("requestBody").object("content");
      JsonObject form = content.object("application/x-www-form-urlencoded").object("schema");
      check(form, nest(decode(new String(request.body(), StandardCharsets.UTF_8))), "", problems);
    }
    return problems;
  }

  private static JsonObject path(String path, List<String> problems) {
    JsonObject paths = SPEC.object("paths");
    for (String template : paths.members().keySet()) {
      if (path.matches(template.replaceAll("\\{[^}]+}", "[^/]+"))) {
        return paths.object(template);
      }
    }
    problems.add("no path " + path);
    return JsonObject.builder().build();
  }

  private static void checkQuery(
      JsonObject operation, Map<String, Object> query, List<String> problems) {
    Map<String, JsonObject> known = new LinkedHashMap<>();
    for (JsonObject parameter : operation.objects("parameters")) {
      if (parameter.string("in").equals("query")) {
        known.put(parameter.string("name"), parameter);
        if (parameter.optionalBool("required").orElse(false)
            && !query.containsKey(parameter.string("name"))) {
          problems.add(parameter.string("name") + " is missing");
        }
      }
    }
    query.forEach(
        (name, value) -> {
          if (known.containsKey(name)) {
            check(known.get(name).object("schema"), value, name, problems);
          } else {
            problems.add(name + " is not known");
          }
        });
  }

  private static void check(JsonObject schema, Object value, String at, List<String> problems) {
    if (schema.has("anyOf")) {
      boolean one =
          schema.objects("anyOf").stream()
              .anyMatch(
                  alternative -> {
                    List<String> own = new ArrayList<>();
                    check(alternative, value, at, own);
                    return own.isEmpty();
                  });
      if (!one) {
        problems.add(at + " fits no alternative");
      }
      return;
    }
    switch (schema.optionalString("type").orElse("")) {
      case "object" -> checkObject(schema, value, at, problems);
      case "array" -> checkArray(schema, value, at, problems);
      case "integer" -> expect(value.toString().matches("-?\\d+"), at + " is no integer", problems);
      case "boolean" -> expect(value.toString().matches("true|false"), at, problems);
      default -> checkText(schema, value.toString(), at, problems);
    }
  }

  private static void checkObject(
      JsonObject schema, Object value, String at, List<String> problems) {
    if (!(value instanceof Map<?, ?> members)) {
      problems.add(at + " is no object");
      return;
    }
    for (String required : schema.strings("required")) {
      expect(members.containsKey(required), at + "/" + required + " is missing", problems);
    }
    JsonObject properties =
        schema.optionalObject("properties").orElseGet(() -> JsonObject.builder().build());
    members.forEach(
        (name, member) -> {
          String place = at + "/" + name;
          if (properties.has((String) name)) {
            check(properties.object((String) name), member, place, problems);
          } else if (schema.members().get("additionalProperties") instanceof JsonObject any) {
            check(any, member, place, problems);
          } else if (!(schema.members().get("anyOf") instanceof List)) {
            problems.add(place + " is not known");
          }
        });
  }

  private static void checkArray(
      JsonObject schema, Object value, String at, List<String> problems) {
    if (!(value instanceof Map<?, ?> elements)) {
      problems.add(at + " is no array");
      return;
    }
    elements.forEach(
        (index, element) -> check(schema.object("items"), element, at + "/" + index, problems));
  }

  private static void checkText(JsonObject schema, String value, String at, List<String> problems) {
    long most = schema.optionalNumber("maxLength").orElse(Long.MAX_VALUE);
    expect(value.length() <= most, at + " is too long", problems);
    List<String> allowed = schema.strings("enum");
    expect(allowed.isEmpty() || allowed.contains(value), at + " must not be " + value, problems);
  }

  private static void expect(boolean holds, String problem, List<String> problems) {
    if (!holds) {
      problems.add(problem);
    }
  }

  static Map<String, String> decode(String encoded) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (encoded == null || encoded.isEmpty()) {
      return parameters;
    }
    for (String pair : encoded.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  /** Turns {@code a[b][0]} into maps within maps. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> nest(Map<String, String> flat) {
    Map<String, Object> nested = new LinkedHashMap<>();
    flat.forEach(
        (name, value) -> {
          String[] path = name.replace("]", "").split("\\[", -1);
          Map<String, Object> place = nested;
          for (int i = 0; i < path.length - 1; i++) {
            place =
                (Map<String, Object>)
                    place.computeIfAbsent(path[i], missing -> new LinkedHashMap<String, Object>());
          }
          place.put(path[path.length - 1], value);
        });
    return nested;
  }

  private static JsonObject read() {
    Path root = Path.of(System.getProperty("saasbricks.root"));
    try {
      return Json.object(Files.readAllBytes(root.resolve("specs/stripe-openapi-subset.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
