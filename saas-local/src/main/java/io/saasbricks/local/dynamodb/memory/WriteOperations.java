package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** PutItem, UpdateItem, DeleteItem and BatchWriteItem. */
record WriteOperations(Tables tables, ExpressionCache cache) {
  private static final int MOST_IN_A_BATCH = 25;
  private static final Set<String> OLD = Set.of("NONE", "ALL_OLD");
  private static final Set<String> ALL =
      Set.of("NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW");

  ObjectNode put(JsonNode request) {
    return write(ItemWrite.Kind.PUT, request, OLD);
  }

  ObjectNode update(JsonNode request) {
    return write(ItemWrite.Kind.UPDATE, request, ALL);
  }

  ObjectNode delete(JsonNode request) {
    return write(ItemWrite.Kind.DELETE, request, OLD);
  }

  private ObjectNode write(ItemWrite.Kind kind, JsonNode request, Set<String> returnValues) {
    Table table = tables.of(request);
    String asked = request.path("ReturnValues").asText("NONE");
    if (!returnValues.contains(asked)) {
      throw ServiceError.validation("Return values set to invalid value");
    }
    ItemWrite write = ItemWrite.of(kind, table, request, cache);
    write
        .refusal()
        .ifPresent(
            refusal -> {
              throw error(refusal);
            });
    ItemChange change = write.change();
    change.commit();
    return response(request, asked, write, change);
  }

  private static ServiceError error(ItemWrite.Refusal refusal) {
    return refusal.code().equals("ConditionalCheckFailed")
        ? ServiceError.of(
            "ConditionalCheckFailedException",
            refusal.message(),
            refusal
                .item()
                .map(item -> Map.<String, JsonNode>of("Item", ValueCodec.write(item)))
                .orElse(Map.of()))
        : ServiceError.validation(refusal.message());
  }

  private static ObjectNode response(
      JsonNode request, String asked, ItemWrite write, ItemChange change) {
    Optional<Value.Document> returned =
        switch (asked) {
          case "ALL_OLD" -> change.before();
          case "ALL_NEW" -> change.after();
          case "UPDATED_OLD" -> write.touched(change.before());
          case "UPDATED_NEW" -> write.touched(change.after());
          default -> Optional.empty();
        };
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    returned
        .filter(item -> !item.entries().isEmpty())
        .ifPresent(item -> response.set("Attributes", ValueCodec.write(item)));
    Capacity capacity = new Capacity();
    capacity.addWrite(change, 1);
    capacity.writeTo(response, request);
    return response;
  }

  ObjectNode batchWrite(JsonNode request) {
    JsonNode byTable = request.path("RequestItems");
    if (byTable.isEmpty()) {
      throw ServiceError.validation("BatchWriteItem cannot have a null or no requests set");
    }
    List<ItemWrite> writes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : byTable.properties()) {
      writes.addAll(batch(entry.getKey(), entry.getValue()));
    }
    if (writes.size() > MOST_IN_A_BATCH) {
      throw ServiceError.validation("Too many items requested for the BatchWriteItem call");
    }
    Capacity capacity = new Capacity();
    for (ItemWrite write : writes) {
      ItemChange change = write.change();
      capacity.addWrite(change, 1);
      change.commit();
    }
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.putObject("UnprocessedItems");
    capacity.writeListTo(response, request);
    return response;
  }

  private List<ItemWrite> batch(String tableName, JsonNode requests) {
    if (requests.isEmpty()) {
      throw ServiceError.validation(
          "The batch write request list for a table cannot be null or empty: " + tableName);
    }
    Table table = tables.named(tableName);
    List<ItemWrite> writes = new ArrayList<>();
    Set<Key> keys = new HashSet<>();
    for (JsonNode request : requests) {
      ItemWrite write = batchElement(table, request);
      if (!keys.add(write.key())) {
        throw ServiceError.validation("Provided list of item keys contains duplicates");
      }
      writes.add(write);
    }
    return writes;
  }

  private ItemWrite batchElement(Table table, JsonNode request) {
    if (request.has("PutRequest") == request.has("DeleteRequest")) {
      throw ServiceError.validation(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
              + " the supported datatypes");
    }
    return request.has("PutRequest")
        ? ItemWrite.of(ItemWrite.Kind.PUT, table, request.path("PutRequest"), cache)
        : ItemWrite.of(ItemWrite.Kind.DELETE, table, request.path("DeleteRequest"), cache);
  }
}
