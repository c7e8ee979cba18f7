package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudFormation's intrinsic functions, evaluated for the parts of a template that the emulator
 * uses. A property that resolves to {@code AWS::NoValue} vanishes from its object.
 */
final class Intrinsics {

  /** One function: its argument, not yet resolved, and the place it stands at, to its value. */
  private interface Intrinsic {
    JsonNode apply(JsonNode argument, String where);
  }

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private final JsonNode template;
  private final References references;
  private final Map<String, Intrinsic> functions = new HashMap<>();

  Intrinsics(JsonNode template, References references) {
    this.template = template;
    this.references = references;
    functions.put("Ref", (name, where) -> references.ref(text(name, where), where));
    functions.put("Condition", (name, where) -> bool(condition(text(name, where), where)));
    functions.put("Fn::GetAtt", this::attribute);
    functions.put("Fn::Sub", this::substitute);
    functions.put("Fn::If", this::choose);
    functions.put("Fn::Equals", this::equal);
    functions.put("Fn::Not", (list, where) -> bool(!truth(at(list, 0, where), where)));
    functions.put("Fn::And", (list, where) -> bool(each(list, item -> truth(item, where), false)));
    functions.put("Fn::Or", (list, where) -> bool(!each(list, item -> truth(item, where), true)));
    functions.put("Fn::Join", this::join);
    functions.put("Fn::Split", this::split);
    functions.put("Fn::Select", this::select);
    functions.put("Fn::FindInMap", this::findInMap);
    functions.put("Fn::Base64", this::base64);
  }

  /**
   * The value without any function left in it.
   *
   * @param where the place in the template, for messages: {@code Resources.Chat.Handler}
   */
  JsonNode resolve(JsonNode node, String where) {
    if (node.isArray()) {
      ArrayNode list = NODES.arrayNode();
      node.forEach(item -> addUnlessMissing(list, resolve(item, where)));
      return list;
    }
    if (!node.isObject()) {
      return node;
    }
    String name = node.size() == 1 ? node.fieldNames().next() : "";
    if (name.startsWith("Fn::") || name.equals("Ref") || name.equals("Condition")) {
      return call(name, node.get(name), where);
    }
    ObjectNode object = NODES.objectNode();
    for (var property : node.properties()) {
      JsonNode value = resolve(property.getValue(), where + "." + property.getKey());
      if (!value.isMissingNode()) {
        object.set(property.getKey(), value);
      }
    }
    return object;
  }

  /** Whether a named condition of the template holds. */
  boolean condition(String name, String where) {
    JsonNode condition = template.path("Conditions").path(name);
    if (condition.isMissingNode()) {
      throw new TemplateException(where + ": no condition is called " + name);
    }
    return truth(condition, "Conditions." + name);
  }

  private JsonNode call(String name, JsonNode argument, String where) {
    Intrinsic function = functions.get(name);
    if (function == null) {
      throw new TemplateException(where + ": " + name + " is not emulated");
    }
    return function.apply(argument, where);
  }

  private JsonNode attribute(JsonNode argument, String where) {
    if (argument.isArray()) {
      String attribute = text(resolve(at(argument, 1, where), where), where);
      return references.attribute(text(at(argument, 0, where), where), attribute, where);
    }
    String[] parts = text(argument, where).split("\\.", 2);
    return references.attribute(parts[0], parts.length == 2 ? parts[1] : "", where);
  }

  private JsonNode substitute(JsonNode argument, String where) {
    String pattern = text(argument.isArray() ? at(argument, 0, where) : argument, where);
    JsonNode values = argument.isArray() ? at(argument, 1, where) : NODES.objectNode();
    Matcher matcher = PLACEHOLDER.matcher(pattern);
    String result =
        matcher.replaceAll(
            match -> {
              String name = match.group(2);
              String value =
                  match.group(1).isEmpty() ? variable(name, values, where) : "${" + name + "}";
              return Matcher.quoteReplacement(value);
            });
    return NODES.textNode(result);
  }

  private String variable(String name, JsonNode values, String where) {
    if (values.has(name)) {
      return text(resolve(values.get(name), where), where);
    }
    JsonNode value =
        name.contains(".") ? attribute(NODES.textNode(name), where) : references.ref(name, where);
    return text(value, where);
  }

  private JsonNode choose(JsonNode list, String where) {
    boolean first = condition(text(at(list, 0, where), where), where);
    return resolve(at(list, first ? 1 : 2, where), where);
  }

  private JsonNode equal(JsonNode list, String where) {
    JsonNode left = resolve(at(list, 0, where), where);
    JsonNode right = resolve(at(list, 1, where), where);
    return bool(left.isValueNode() ? left.asText().equals(right.asText()) : left.equals(right));
  }

  private JsonNode join(JsonNode list, String where) {
    var joined = new StringJoiner(text(at(list, 0, where), where));
    resolve(at(list, 1, where), where).forEach(item -> joined.add(text(item, where)));
    return NODES.textNode(joined.toString());
  }

  private JsonNode split(JsonNode list, String where) {
    String separator = text(at(list, 0, where), where);
    ArrayNode parts = NODES.arrayNode();
    String whole = text(resolve(at(list, 1, where), where), where);
    for (String part : whole.split(Pattern.quote(separator), -1)) {
      parts.add(part);
    }
    return parts;
  }

  private JsonNode select(JsonNode list, String where) {
    int index = resolve(at(list, 0, where), where).asInt();
    return at(resolve(at(list, 1, where), where), index, where);
  }

  private JsonNode findInMap(JsonNode list, String where) {
    JsonNode keys = resolve(list, where);
    JsonNode node = template.path("Mappings");
    for (JsonNode key : keys) {
      node = node.path(text(key, where));
    }
    if (node.isMissingNode()) {
      throw new TemplateException(where + ": no mapping for " + keys);
    }
    return node;
  }

  private JsonNode base64(JsonNode argument, String where) {
    byte[] bytes = text(resolve(argument, where), where).getBytes(StandardCharsets.UTF_8);
    return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
  }

  private boolean truth(JsonNode node, String where) {
    JsonNode value = resolve(node, where);
    if (!value.isBoolean()) {
      throw new TemplateException(where + ": " + value + " is not a condition");
    }
    return value.booleanValue();
  }

  /** Whether all items are unlike {@code stop}. */
  private static boolean each(JsonNode list, Function<JsonNode, Boolean> truth, boolean stop) {
    for (JsonNode item : list) {
      if (truth.apply(item) == stop) {
        return false;
      }
    }
    return true;
  }

  private static void addUnlessMissing(ArrayNode list, JsonNode value) {
    if (!value.isMissingNode()) {
      list.add(value);
    }
  }

  private static JsonNode at(JsonNode list, int index, String where) {
    JsonNode item = list.path(index);
    if (item.isMissingNode()) {
      throw new TemplateException(where + ": argument " + index + " is missing in " + list);
    }
    return item;
  }

  private static String text(JsonNode node, String where) {
    if (!node.isValueNode()) {
      throw new TemplateException(where + ": a string was expected, not " + node);
    }
    return node.asText();
  }

  private static JsonNode bool(boolean value) {
    return NODES.booleanNode(value);
  }
}
