package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** CreateTable, DescribeTable, ListTables, DeleteTable and the time-to-live operations. */
record TableOperations(Tables tables, InstantSource time) {
  private static final int MOST_NAMES = 100;
  private static final List<String> DESCRIBED = List.of("AttributeDefinitions", "KeySchema");

  ObjectNode create(JsonNode request) {
    String name = Tables.name(request);
    Table table = TableDefinition.of(request).create(name, time.instant());
    if (tables.byName().containsKey(name)) {
      throw ServiceError.of("ResourceInUseException", "Cannot create preexisting table");
    }
    tables.byName().put(name, table);
    return wrapped("TableDescription", describe(table, "ACTIVE"));
  }

  ObjectNode describe(JsonNode request) {
    return wrapped("Table", describe(tables.of(request), "ACTIVE"));
  }

  ObjectNode delete(JsonNode request) {
    Table table = tables.of(request);
    tables.byName().remove(table.name());
    return wrapped("TableDescription", describe(table, "DELETING"));
  }

  ObjectNode list(JsonNode request) {
    int limit = request.path("Limit").asInt(MOST_NAMES);
    if (limit < 1) {
      throw ServiceError.validation("Limit must be greater than or equal to 1");
    }
    String start = request.path("ExclusiveStartTableName").asText();
    Iterator<String> names =
        tables.byName().keySet().stream().filter(name -> name.compareTo(start) > 0).iterator();
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    ArrayNode listed = response.putArray("TableNames");
    String last = "";
    while (names.hasNext() && listed.size() < limit) {
      last = names.next();
      listed.add(last);
    }
    if (names.hasNext()) {
      response.put("LastEvaluatedTableName", last);
    }
    return response;
  }

  ObjectNode updateTimeToLive(JsonNode request) {
    Table table = tables.of(request);
    JsonNode specification = request.path("TimeToLiveSpecification");
    boolean enabled = specification.path("Enabled").asBoolean();
    if (enabled == table.timeToLive().isPresent()) {
      throw ServiceError.validation("TimeToLive is already " + (enabled ? "enabled" : "disabled"));
    }
    String attribute = specification.path("AttributeName").asText();
    table.timeToLive(enabled ? Optional.of(attribute) : Optional.empty());
    return wrapped("TimeToLiveSpecification", specification);
  }

  ObjectNode describeTimeToLive(JsonNode request) {
    ObjectNode description = JsonNodeFactory.instance.objectNode();
    Optional<String> attribute = tables.of(request).timeToLive();
    description.put("TimeToLiveStatus", attribute.isPresent() ? "ENABLED" : "DISABLED");
    attribute.ifPresent(name -> description.put("AttributeName", name));
    return wrapped("TimeToLiveDescription", description);
  }

  private static ObjectNode describe(Table table, String status) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("TableName", table.name());
    json.put("TableStatus", status);
    json.put("TableArn", arn(table));
    json.put("CreationDateTime", table.created().toEpochMilli() / 1000.0);
    DESCRIBED.forEach(member -> json.set(member, table.definition().path(member)));
    json.putObject("BillingModeSummary").put("BillingMode", "PAY_PER_REQUEST");
    json.put("ItemCount", table.rows().size());
    json.put("TableSizeBytes", bytes(table.rows().values()));
    for (JsonNode index : table.definition().path("GlobalSecondaryIndexes")) {
      json.withArrayProperty("GlobalSecondaryIndexes").add(describe(table, index));
    }
    return json;
  }

  private static ObjectNode describe(Table table, JsonNode index) {
    SecondaryIndex stored = table.index(index.path("IndexName").asText());
    ObjectNode json = index.deepCopy();
    json.put("IndexStatus", "ACTIVE");
    json.put("IndexArn", arn(table) + "/index/" + stored.name());
    json.put("ItemCount", stored.rows().size());
    json.put("IndexSizeBytes", bytes(stored.rows().values()));
    return json;
  }

  private static long bytes(Iterable<Value.Document> items) {
    long bytes = 0;
    for (Value.Document item : items) {
      bytes += ItemSize.of(item);
    }
    return bytes;
  }

  private static String arn(Table table) {
    return "arn:aws:dynamodb:ddblocal:000000000000:table/" + table.name();
  }

  private static ObjectNode wrapped(String member, JsonNode content) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set(member, content);
    return json;
  }
}
