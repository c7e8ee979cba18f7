package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A table with its items and indexes. Not safe for concurrent use. */
final class Table {
  private final String name;
  private final KeySchema keys;
  private final List<SecondaryIndex> indexes;
  private final ObjectNode definition;
  private final Instant created;
  private final NavigableMap<Key, Value.Document> rows = new TreeMap<>();
  private Optional<String> timeToLive = Optional.empty();

  /**
   * @param definition the members of the CreateTable request that describe the table
   */
  Table(
      String name,
      KeySchema keys,
      List<SecondaryIndex> indexes,
      ObjectNode definition,
      Instant created) {
    this.name = name;
    this.keys = keys;
    this.indexes = List.copyOf(indexes);
    this.definition = definition;
    this.created = created;
  }

  String name() {
    return name;
  }

  KeySchema keys() {
    return keys;
  }

  List<SecondaryIndex> indexes() {
    return indexes;
  }

  ObjectNode definition() {
    return definition;
  }

  Instant created() {
    return created;
  }

  NavigableMap<Key, Value.Document> rows() {
    return rows;
  }

  Optional<String> timeToLive() {
    return timeToLive;
  }

  void timeToLive(Optional<String> attribute) {
    timeToLive = attribute;
  }

  SecondaryIndex index(String indexName) {
    return indexes.stream()
        .filter(index -> index.name().equals(indexName))
        .findFirst()
        .orElseThrow(
            () ->
                ServiceError.validation(
                    "The table does not have the specified index: " + indexName));
  }

  Optional<Value.Document> find(Key key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** Refuses an item that the table or one of its indexes cannot hold. */
  Key check(Value.Document item) {
    Key key = keys.keyOf(item);
    indexes.forEach(index -> index.check(item));
    return key;
  }

  /** As {@link #check} for an item after an update, which cannot change its key. */
  void checkUpdated(Value.Document item) {
    boolean emptyIndexKey =
        indexes.stream()
            .flatMap(index -> index.keys().names().stream())
            .flatMap(name -> item.get(name).stream())
            .anyMatch(KeySchema::isEmpty);
    if (emptyIndexKey) {
      throw ServiceError.validation(
          "One or more parameter values are not valid. The update expression attempted to update a"
              + " secondary index key to a value that is not supported. The AttributeValue for a"
              + " key attribute cannot contain an empty string value.");
    }
    indexes.forEach(index -> index.check(item));
  }

  void replace(Key key, Optional<Value.Document> after) {
    Optional<Value.Document> before = find(key);
    indexes.forEach(index -> index.replace(key, before, after));
    after.ifPresentOrElse(item -> rows.put(key, item), () -> rows.remove(key));
  }
}
