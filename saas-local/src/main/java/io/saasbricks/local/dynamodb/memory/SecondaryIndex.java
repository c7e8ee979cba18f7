package io.saasbricks.local.dynamodb.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A global secondary index, always up to date.
 *
 * @param projected the attributes it holds, nothing if all
 * @param rows its items by index key and table key
 */
record SecondaryIndex(
    String name,
    KeySchema keys,
    Optional<List<String>> projected,
    NavigableMap<Key, Value.Document> rows) {

  static SecondaryIndex of(
      String name, KeySchema keys, KeySchema table, Optional<List<String>> nonKeyAttributes) {
    Optional<List<String>> projected =
        nonKeyAttributes.map(
            attributes -> {
              List<String> all = new ArrayList<>(attributes);
              all.addAll(keys.names());
              all.addAll(table.names());
              return all;
            });
    return new SecondaryIndex(name, keys, projected, new TreeMap<>());
  }

  /** The part of an item that is in this index, nothing if a key attribute is missing. */
  Optional<Value.Document> project(Optional<Value.Document> item) {
    return item.filter(present -> keys.find(present).isPresent())
        .map(present -> projected.map(present::only).orElse(present));
  }

  void replace(Key tableKey, Optional<Value.Document> before, Optional<Value.Document> after) {
    before.flatMap(keys::find).ifPresent(key -> rows.remove(key.followedBy(tableKey)));
    project(after)
        .ifPresent(
            item -> keys.find(item).ifPresent(key -> rows.put(key.followedBy(tableKey), item)));
  }

  /** Refuses values that this index cannot hold as keys. */
  void check(Value.Document item) {
    for (String attribute : keys.names()) {
      item.get(attribute).ifPresent(value -> check(attribute, value));
    }
  }

  private void check(String attribute, Value value) {
    if (!value.type().equals(keys.types().get(attribute))) {
      throw ServiceError.validation(
          "One or more parameter values were invalid: Type mismatch for Index Key");
    }
    if (KeySchema.isEmpty(value)) {
      throw ServiceError.validation(
          "One or more parameter values are not valid. A value specified for a secondary index key"
              + " is not supported. The AttributeValue for a key attribute cannot contain an empty "
              + (value instanceof Value.Text ? "string" : "binary")
              + " value. IndexName: %s, IndexKey: %s".formatted(name, attribute));
    }
    if (keys.isTooLong(attribute, value)) {
      throw ServiceError.validation(
          "One or more parameter values were invalid: Size limit exceeded");
    }
  }
}
