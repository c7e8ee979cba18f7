package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts the units of one request by table and index, by DynamoDB's published rules. */
final class Capacity {
  private static final int READ_UNIT = 4096;
  private static final int WRITE_UNIT = 1024;
  private static final String ON_TABLE = "";

  private final Map<String, Map<String, Double>> units = new TreeMap<>();

  /** Units of reading {@code bytes}: one for each 4 KB begun, half if it may be stale. */
  static double readUnits(long bytes, boolean consistent) {
    return Math.max(1, ceiling(bytes, READ_UNIT)) * (consistent ? 1.0 : 0.5);
  }

  private static long ceiling(long bytes, int unit) {
    return (bytes + unit - 1) / unit;
  }

  private static double writeUnits(Value.Document item) {
    return Math.max(1, ceiling(ItemSize.of(item), WRITE_UNIT));
  }

  /** The larger of two items, either of which may be absent. */
  private static double largest(Optional<Value.Document> one, Optional<Value.Document> other) {
    return Math.max(
        one.map(Capacity::writeUnits).orElse(1.0), other.map(Capacity::writeUnits).orElse(1.0));
  }

  /** Adds a write: one for each KB begun of the larger item, and the changes of each index. */
  void addWrite(ItemChange change, double factor) {
    Table table = change.table();
    add(table.name(), ON_TABLE, factor * largest(change.before(), change.after()));
    for (SecondaryIndex index : table.indexes()) {
      double cost = indexUnits(index, change);
      if (cost > 0) {
        add(table.name(), index.name(), factor * cost);
      }
    }
  }

  private static double indexUnits(SecondaryIndex index, ItemChange change) {
    Optional<Value.Document> before = index.project(change.before());
    Optional<Value.Document> after = index.project(change.after());
    if (before.equals(after)) {
      return 0;
    }
    if (before.flatMap(index.keys()::find).equals(after.flatMap(index.keys()::find))) {
      return largest(before, after);
    }
    return before.map(Capacity::writeUnits).orElse(0.0)
        + after.map(Capacity::writeUnits).orElse(0.0);
  }

  void addRead(Table table, double cost) {
    add(table.name(), ON_TABLE, cost);
  }

  void addIndexRead(Table table, SecondaryIndex index, double cost) {
    add(table.name(), ON_TABLE, 0);
    add(table.name(), index.name(), cost);
  }

  private void add(String table, String index, double cost) {
    units.computeIfAbsent(table, name -> new TreeMap<>()).merge(index, cost, Double::sum);
  }

  /** Puts what was consumed into a response that concerns one table. */
  void writeTo(ObjectNode response, JsonNode request) {
    if (isAsked(request)) {
      units.forEach(
          (table, byIndex) -> response.set("ConsumedCapacity", json(table, byIndex, request)));
    }
  }

  /** Puts what was consumed into a response that may concern many tables. */
  void writeListTo(ObjectNode response, JsonNode request) {
    if (isAsked(request)) {
      ArrayNode list = response.putArray("ConsumedCapacity");
      units.forEach((table, byIndex) -> list.add(json(table, byIndex, request)));
    }
  }

  private static boolean isAsked(JsonNode request) {
    String level = request.path("ReturnConsumedCapacity").asText();
    return level.equals("TOTAL") || level.equals("INDEXES");
  }

  private static ObjectNode json(String table, Map<String, Double> byIndex, JsonNode request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("TableName", table);
    json.put("CapacityUnits", byIndex.values().stream().mapToDouble(Double::doubleValue).sum());
    if (request.path("ReturnConsumedCapacity").asText().equals("INDEXES")) {
      json.putObject("Table").put("CapacityUnits", byIndex.getOrDefault(ON_TABLE, 0.0));
      byIndex.forEach(
          (index, cost) -> {
            if (!index.equals(ON_TABLE)) {
              json.withObjectProperty("GlobalSecondaryIndexes")
                  .putObject(index)
                  .put("CapacityUnits", cost);
            }
          });
    }
    return json;
  }
}
