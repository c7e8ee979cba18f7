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

  /** How many arguments each function takes that takes a certain number. */
  private static final Map<String, Integer> ARGUMENTS =
      Map.of(
          "Fn::Equals", 2,
          "Fn::FindInMap", 3,
          "Fn::If", 3,
          "Fn::Join", 2,
          "Fn::Not", 1,
          "Fn::Select", 2,
          "Fn::Split", 2);

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private final JsonNode template;
  private final References references;
  private final Map<String, Intrinsic> functions = new HashMap<>();
  private final Conditions conditions;

  Intrinsics(JsonNode template, References references) {
    this.template = template;
    this.references = references;
    this.conditions = new Conditions(template, this);
    functions.put("Ref", (name, where) -> references.ref(text(name, where), where));
    functions.put("Fn::GetAtt", this::attribute);
    functions.put("Fn::Sub", this::substitute);
    functions.put("Fn::If", this::choose);
    functions.put("Condition", conditions::named);
    functions.put("Fn::Equals", conditions::equal);
    functions.put("Fn::Not", conditions::not);
    functions.put("Fn::And", conditions::and);
    functions.put("Fn::Or", conditions::or);
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
    return conditions.holds(name, where);
  }

  private JsonNode call(String name, JsonNode argument, String where) {
    Intrinsic function = functions.get(name);
    if (function == null) {
      throw new TemplateException(where + ": " + name + " is not emulated");
    }
    Integer arguments = ARGUMENTS.get(name);
    if (arguments != null && !(argument.isArray() && argument.size() == arguments)) {
      throw new TemplateException(
          "%s: %s takes a list of %d, not %s".formatted(where, name, arguments, argument));
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
    boolean first = conditions.holds(text(at(list, 0, where), where), where);
    return resolve(at(list, first ? 1 : 2, where), where);
  }

  private JsonNode join(JsonNode list, String where) {
    var joined = new StringJoiner(text(at(list, 0, where), where));
    list(at(list, 1, where), where).forEach(item -> joined.add(text(item, where)));
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
    String index = text(resolve(at(list, 0, where), where), where);
    if (!index.matches("\\d{1,6}")) {
      throw new TemplateException(where + ": " + index + " is no place in a list");
    }
    return at(list(at(list, 1, where), where), Integer.parseInt(index), where);
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

  private JsonNode list(JsonNode node, String where) {
    JsonNode list = resolve(node, where);
    if (!list.isArray()) {
      throw new TemplateException(where + ": a list was expected, not " + list);
    }
    return list;
  }

  private static void addUnlessMissing(ArrayNode list, JsonNode value) {
    if (!value.isMissingNode()) {
      list.add(value);
    }
  }

  static JsonNode at(JsonNode list, int index, String where) {
    JsonNode item = list.path(index);
    if (item.isMissingNode()) {
      throw new TemplateException(where + ": argument " + index + " is missing in " + list);
    }
    return item;
  }

  static String text(JsonNode node, String where) {
    if (!node.isValueNode() || node.isNull()) {
      throw new TemplateException(where + ": a string was expected, not " + node);
    }
    return node.asText();
  }
}
