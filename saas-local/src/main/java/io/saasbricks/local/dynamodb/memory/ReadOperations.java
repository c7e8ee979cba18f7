package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** GetItem and BatchGetItem. */
record ReadOperations(Tables tables, ExpressionCache cache) {
  private static final int MOST_KEYS = 100;

  ObjectNode get(JsonNode request) {
    Table table = tables.of(request);
    ItemRead read = ItemRead.of(request, cache);
    Optional<Value.Document> stored = table.find(read.key(table, request.path("Key")));
    ObjectNode response = read.response(stored);
    Capacity capacity = new Capacity();
    capacity.addRead(table, read.units(stored));
    capacity.writeTo(response, request);
    return response;
  }

  ObjectNode batchGet(JsonNode request) {
    JsonNode byTable = request.path("RequestItems");
    if (byTable.isEmpty()) {
      throw ServiceError.validation("BatchGetItem must have some requests set");
    }
    refuseTooMany(byTable);
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    ObjectNode responses = response.putObject("Responses");
    response.putObject("UnprocessedKeys");
    Capacity capacity = new Capacity();
    for (Map.Entry<String, JsonNode> entry : byTable.properties()) {
      responses.set(entry.getKey(), batch(entry.getKey(), entry.getValue(), capacity));
    }
    capacity.writeListTo(response, request);
    return response;
  }

  private static void refuseTooMany(JsonNode byTable) {
    int keys = 0;
    for (Map.Entry<String, JsonNode> entry : byTable.properties()) {
      int wanted = entry.getValue().path("Keys").size();
      if (wanted == 0) {
        throw ServiceError.validation(
            "The list of keys in RequestItems for BatchGetItem is required: "
                + entry.getKey()
                + " has empty list");
      }
      keys += wanted;
    }
    if (keys > MOST_KEYS) {
      throw ServiceError.validation("Too many items requested for the BatchGetItem call");
    }
  }

  private ArrayNode batch(String tableName, JsonNode request, Capacity capacity) {
    Table table = tables.named(tableName);
    ItemRead read = ItemRead.of(request, cache);
    Set<Key> keys = new LinkedHashSet<>();
    for (JsonNode json : request.path("Keys")) {
      if (!keys.add(read.key(table, json))) {
        throw ServiceError.validation("Provided list of item keys contains duplicates");
      }
    }
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (Key key : keys) {
      Optional<Value.Document> stored = table.find(key);
      stored.ifPresent(item -> items.add(read.item(item)));
      capacity.addRead(table, read.units(stored));
    }
    return items;
  }
}
