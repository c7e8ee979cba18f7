package io.saasbricks.core.table;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The names and values of one request's expressions, each replaced by a placeholder. */
public final class Placeholders {
  private final Map<String, String> tokensByName = new HashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  Placeholders() {}

  String name(String attribute) {
    return tokensByName.computeIfAbsent(
        attribute,
        name -> {
          String token = "#n" + names.size();
          names.put(token, name);
          return token;
        });
  }

  String operand(Object value) {
    if (value instanceof Operand operand) {
      return operand.render(this);
    }
    String token = ":v" + values.size();
    values.put(token, Values.encode(value));
    return token;
  }

  /** The names by placeholder; empty means the request must not carry any. */
  Map<String, String> names() {
    return names;
  }

  Map<String, AttributeValue> values() {
    return values;
  }
}
