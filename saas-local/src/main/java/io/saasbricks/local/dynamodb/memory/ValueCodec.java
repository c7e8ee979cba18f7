package io.saasbricks.local.dynamodb.memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Values to and from DynamoDB's JSON, refusing what DynamoDB refuses. */
final class ValueCodec {
  private static final Set<String> TYPES =
      Set.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M");
  private static final int LONGEST_NAME = 65_535;
  private static final int DEEPEST = 31;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ValueCodec() {}

  /** The item or key written as {@code json}. */
  static Value.Document readItem(JsonNode json) {
    return document(json, 0);
  }

  static Value read(JsonNode json) {
    return read(json, 0);
  }

  private static Value.Document document(JsonNode json, int depth) {
    Map<String, Value> entries = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      checkName(entry.getKey());
      entries.put(entry.getKey(), read(entry.getValue(), depth));
    }
    return new Value.Document(entries);
  }

  private static void checkName(String name) {
    if (name.isEmpty()) {
      throw ServiceError.validation("Empty attribute name");
    }
    if (ItemSize.utf8(name) > LONGEST_NAME) {
      throw ServiceError.validation("Attribute name is too large, must be less than 65536 bytes");
    }
  }

  private static Value read(JsonNode json, int depth) {
    List<String> types =
        json.propertyStream().map(Map.Entry::getKey).filter(TYPES::contains).toList();
    if (types.size() != 1) {
      throw ServiceError.validation(
          types.isEmpty()
              ? "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
              : "Supplied AttributeValue has more than one datatypes set, must contain exactly one"
                  + " of the supported datatypes");
    }
    if (depth > DEEPEST) {
      throw ServiceError.validation(
          "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
              + " beyond supported limit");
    }
    return read(types.get(0), json.path(types.get(0)), depth);
  }

  private static Value read(String type, JsonNode json, int depth) {
    return switch (type) {
      case "S" -> new Value.Text(json.asText());
      case "N" -> Numbers.parse(json.asText());
      case "B" -> binary(json.asText());
      case "BOOL" -> new Value.Bool(json.asBoolean());
      case "NULL" -> nullValue(json);
      case "SS" -> set("SS", "string", json, Value.Text::new);
      case "NS" -> set("NS", "number", json, Numbers::parse);
      case "BS" -> set("BS", "binary", json, ValueCodec::binary);
      case "L" -> sequence(json, depth);
      default -> document(json, depth + 1);
    };
  }

  private static Value.Binary binary(String base64) {
    try {
      return new Value.Binary(new String(Base64.getDecoder().decode(base64), ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw ServiceError.unreadable("A binary value is not base64");
    }
  }

  private static Value nullValue(JsonNode json) {
    if (!json.asBoolean()) {
      throw ServiceError.validation(
          "One or more parameter values were invalid: Null attribute value types must have the"
              + " value of true");
    }
    return new Value.Null();
  }

  private static Value.Sequence sequence(JsonNode json, int depth) {
    List<Value> elements = new ArrayList<>();
    for (JsonNode element : json) {
      elements.add(read(element, depth + 1));
    }
    return new Value.Sequence(elements);
  }

  private static Value.ScalarSet set(
      String type, String name, JsonNode json, Function<String, Value> read) {
    List<String> texts = new ArrayList<>();
    json.forEach(element -> texts.add(element.asText()));
    if (texts.isEmpty()) {
      throw ServiceError.validation(
          "One or more parameter values were invalid: An " + name + " set  may not be empty");
    }
    List<Value> elements = texts.stream().map(read).toList();
    if (new HashSet<>(elements).size() != elements.size()) {
      throw ServiceError.validation(
          type.equals("NS")
              ? "Input collection contains duplicates"
              : "One or more parameter values were invalid: Input collection "
                  + texts
                  + " contains duplicates");
    }
    return Value.ScalarSet.of(type, elements);
  }

  static ObjectNode write(Value.Document item) {
    ObjectNode json = JSON.objectNode();
    item.entries().forEach((name, value) -> json.set(name, write(value)));
    return json;
  }

  private static ObjectNode write(Value value) {
    ObjectNode json = JSON.objectNode();
    json.set(value.type(), content(value));
    return json;
  }

  private static JsonNode content(Value value) {
    if (value instanceof Value.Bool bool) {
      return JSON.booleanNode(bool.value());
    }
    if (value instanceof Value.Null) {
      return JSON.booleanNode(true);
    }
    if (value instanceof Value.Document map) {
      return write(map);
    }
    if (value instanceof Value.Sequence list) {
      return array(list.elements(), ValueCodec::write);
    }
    if (value instanceof Value.ScalarSet set) {
      return array(set.elements(), element -> JSON.textNode(text(element)));
    }
    return JSON.textNode(text(value));
  }

  private static ArrayNode array(List<Value> elements, Function<Value, JsonNode> write) {
    ArrayNode json = JSON.arrayNode(elements.size());
    elements.forEach(element -> json.add(write.apply(element)));
    return json;
  }

  /** A scalar as DynamoDB spells it. */
  static String text(Value scalar) {
    if (scalar instanceof Value.Decimal decimal) {
      return decimal.value().toPlainString();
    }
    if (scalar instanceof Value.Binary binary) {
      return Base64.getEncoder().encodeToString(binary.bytes().getBytes(ISO_8859_1));
    }
    return ((Value.Text) scalar).value();
  }
}
