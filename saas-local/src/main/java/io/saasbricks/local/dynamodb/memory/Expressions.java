package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The expressions of one request with the names and values that came with them. */
final class Expressions {
  private static final String NAMES = "ExpressionAttributeNames";
  private static final String VALUES = "ExpressionAttributeValues";

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");

  private final JsonNode request;
  private final ExpressionCache cache;
  private final Binder binder;

  /**
   * @param withValues the request's expressions that may use values; without any of them, values
   *     are refused
   */
  Expressions(JsonNode request, ExpressionCache cache, String... withValues) {
    this.request = request;
    this.cache = cache;
    refuseWithoutExpression(withValues);
    binder = new Binder(names(), values());
  }

  Optional<Condition> condition(String member) {
    return text(member).map(text -> binder.bind(member, cache.condition(member, text)));
  }

  Optional<Update> update() {
    return text(UpdateParser.EXPRESSION).map(text -> binder.bind(cache.update(text)));
  }

  Optional<Projection> projection() {
    return text(ProjectionParser.EXPRESSION)
        .map(text -> new Projection(binder.bind(cache.projection(text))));
  }

  /** To be called when all expressions have been taken. */
  void refuseUnused() {
    refuseUnused(NAMES, "#");
    refuseUnused(VALUES, ":");
  }

  private void refuseUnused(String member, String sigil) {
    String unused =
        binder.unused().stream()
            .filter(name -> name.startsWith(sigil))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!unused.isEmpty()) {
      throw ServiceError.validation(
          "Value provided in " + member + " unused in expressions: keys: {" + unused + "}");
    }
  }

  private Optional<String> text(String member) {
    return Optional.ofNullable(request.get(member)).map(JsonNode::asText);
  }

  private void refuseWithoutExpression(String... withValues) {
    boolean none = Arrays.stream(withValues).noneMatch(request::has);
    if (none && request.has(VALUES)) {
      throw ServiceError.validation(
          "%s can only be specified when using expressions: %s %s null"
              .formatted(
                  VALUES, String.join(" and ", withValues), withValues.length == 1 ? "is" : "are"));
    }
    if (none && request.has(NAMES) && !request.has(ProjectionParser.EXPRESSION)) {
      throw ServiceError.validation(NAMES + " can only be specified when using expressions");
    }
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : members(NAMES, "#")) {
      String name = entry.getValue().asText();
      if (name.isEmpty()) {
        throw ServiceError.validation(
            NAMES + " contains invalid value: Empty attribute name for key " + entry.getKey());
      }
      names.put(entry.getKey(), name);
    }
    return names;
  }

  private Map<String, Value> values() {
    Map<String, Value> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : members(VALUES, ":")) {
      try {
        values.put(entry.getKey(), ValueCodec.read(entry.getValue()));
      } catch (ServiceError e) {
        throw ServiceError.validation(
            VALUES + " contains invalid value: " + e.text() + " for key " + entry.getKey());
      }
    }
    return values;
  }

  private List<Map.Entry<String, JsonNode>> members(String member, String sigil) {
    JsonNode json = request.path(member);
    if (json.isObject() && json.isEmpty()) {
      throw ServiceError.validation(member + " must not be empty");
    }
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!isPlaceholder(entry.getKey(), sigil)) {
        throw ServiceError.validation(
            member + " contains invalid key: Syntax error; key: \"" + entry.getKey() + "\"");
      }
    }
    return List.copyOf(json.properties());
  }

  private static boolean isPlaceholder(String key, String sigil) {
    return key.startsWith(sigil) && WORD.matcher(key).region(1, key.length()).matches();
  }
}
