package io.saasbricks.core.table;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  /** DynamoDB refuses empty expressions, names and values; absent ones are {@code null}. */
  @Nullable String condition(Condition condition) {
    return condition.isAlways() ? null : condition.render(this);
  }

  /** The names by placeholder. */
  @Nullable Map<String, String> names() {
    return names.isEmpty() ? null : names;
  }

  /** The values by placeholder. */
  @Nullable Map<String, AttributeValue> values() {
    return values.isEmpty() ? null : values;
  }
}
