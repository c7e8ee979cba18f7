package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns table resources into {@code CreateTable} requests; CloudFormation names their members
 * alike.
 */
final class TableReader {
  private static final List<String> COPIED =
      List.of(
          "AttributeDefinitions",
          "KeySchema",
          "GlobalSecondaryIndexes",
          "LocalSecondaryIndexes",
          "BillingMode",
          "ProvisionedThroughput");

  /** The properties read. */
  static final Set<String> PROPERTIES =
      Set.of(
          "AttributeDefinitions",
          "KeySchema",
          "GlobalSecondaryIndexes",
          "LocalSecondaryIndexes",
          "BillingMode",
          "ProvisionedThroughput",
          "StreamSpecification",
          "TimeToLiveSpecification");

  private static final Set<String> INDEX_MEMBERS =
      Set.of("IndexName", "KeySchema", "Projection", "ProvisionedThroughput");
  private static final Map<String, String> KEY_TYPES =
      Map.of("String", "S", "Number", "N", "Binary", "B");

  private TableReader() {}

  /** An {@code AWS::DynamoDB::Table}. */
  static TableDefinition table(String name, JsonNode properties) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("TableName", name);
    for (String member : COPIED) {
      if (properties.has(member)) {
        request.set(member, properties.get(member).deepCopy());
      }
    }
    for (JsonNode index : request.path("GlobalSecondaryIndexes")) {
      if (!(index instanceof ObjectNode described)) {
        throw new TemplateException("an index of table " + name + " is no mapping");
      }
      described.retain(INDEX_MEMBERS);
      numberThroughput(described);
    }
    numberThroughput(request);
    if (properties.has("StreamSpecification")) {
      request
          .putObject("StreamSpecification")
          .put("StreamEnabled", true)
          .set("StreamViewType", properties.path("StreamSpecification").path("StreamViewType"));
    }
    return new TableDefinition(name, request, timeToLive(properties));
  }

  /** An {@code AWS::Serverless::SimpleTable}. */
  static TableDefinition simpleTable(String name, JsonNode properties) {
    JsonNode key = properties.path("PrimaryKey");
    String attribute = key.path("Name").asText("id");
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("TableName", name);
    request.put("BillingMode", "PAY_PER_REQUEST");
    request
        .putArray("AttributeDefinitions")
        .addObject()
        .put("AttributeName", attribute)
        .put("AttributeType", KEY_TYPES.getOrDefault(key.path("Type").asText(), "S"));
    request
        .putArray("KeySchema")
        .addObject()
        .put("AttributeName", attribute)
        .put("KeyType", "HASH");
    return new TableDefinition(name, request, null);
  }

  private static @Nullable String timeToLive(JsonNode properties) {
    JsonNode rule = properties.path("TimeToLiveSpecification");
    boolean enabled = rule.path("Enabled").asText().equalsIgnoreCase("true");
    return enabled ? rule.path("AttributeName").asText() : null;
  }

  /** A throughput taken from a parameter is text; DynamoDB wants numbers. */
  private static void numberThroughput(JsonNode owner) {
    if (owner.path("ProvisionedThroughput") instanceof ObjectNode throughput) {
      for (String unit : List.of("ReadCapacityUnits", "WriteCapacityUnits")) {
        throughput.put(unit, throughput.path(unit).asLong());
      }
    }
  }
}
