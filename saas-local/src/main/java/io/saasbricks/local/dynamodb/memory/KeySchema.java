package io.saasbricks.local.dynamodb.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The key attributes of a table or index.
 *
 * @param types the attributes' types by name
 */
record KeySchema(String partition, Optional<String> sort, Map<String, String> types) {
  private static final Set<String> SCALARS = Set.of("S", "N", "B");
  private static final int LONGEST_PARTITION = 2048;
  private static final int LONGEST_SORT = 1024;

  KeySchema {
    types = Map.copyOf(types);
  }

  List<String> names() {
    List<String> names = new ArrayList<>(List.of(partition));
    sort.ifPresent(names::add);
    return names;
  }

  /** The key of a request, which must consist of the key attributes and nothing else. */
  Key exactKey(Value.Document key) {
    if (key.entries().size() != names().size()) {
      throw ServiceError.validation("The number of conditions on the keys is invalid");
    }
    return keyOf(key);
  }

  /** The checked key of an item. */
  Key keyOf(Value.Document item) {
    List<Value> values = new ArrayList<>();
    for (String name : names()) {
      values.add(
          item.get(name)
              .orElseThrow(
                  () -> ServiceError.validation("One of the required keys was not given a value")));
    }
    for (int i = 0; i < values.size(); i++) {
      check(names().get(i), values.get(i));
    }
    return Key.of(values);
  }

  /** The key of an item that is known to have been checked, or nothing if it has none. */
  Optional<Key> find(Value.Document item) {
    if (!item.entries().keySet().containsAll(names())) {
      return Optional.empty();
    }
    return Optional.of(Key.of(names().stream().flatMap(name -> item.get(name).stream()).toList()));
  }

  private void check(String name, Value value) {
    if (!SCALARS.contains(value.type())) {
      throw ServiceError.validation("Invalid attribute value type");
    }
    if (!value.type().equals(types.get(name))) {
      throw ServiceError.validation(
          "One or more parameter values were invalid: Type mismatch for key");
    }
    checkNotEmpty(name, value);
    if (isTooLong(name, value)) {
      throw ServiceError.validation(
          "Hash primary key values must be under 2048 bytes, and range primary key values must be"
              + " under 1024 bytes");
    }
  }

  static void checkNotEmpty(String name, Value value) {
    if (isEmpty(value)) {
      throw ServiceError.validation(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty "
              + (value instanceof Value.Text ? "string" : "binary")
              + " value. Key: "
              + name);
    }
  }

  static boolean isEmpty(Value value) {
    return value.equals(new Value.Text("")) || value.equals(new Value.Binary(""));
  }

  boolean isTooLong(String name, Value value) {
    int limit = name.equals(partition) ? LONGEST_PARTITION : LONGEST_SORT;
    return ItemSize.of(value) > limit;
  }
}
