package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The checked description of a table to be created. */
record TableDefinition(ObjectNode request, Map<String, String> types) {
  private static final Set<String> TYPES = Set.of("B", "N", "S");
  private static final String INDEXES = "GlobalSecondaryIndexes";

  static TableDefinition of(JsonNode request) {
    if (request.path("AttributeDefinitions").isEmpty()) {
      throw ServiceError.validation("No Attribute Schema Defined");
    }
    Unsupported.refuse(request, "LocalSecondaryIndexes");
    Map<String, String> types = new TreeMap<>();
    for (JsonNode definition : request.path("AttributeDefinitions")) {
      String type = definition.path("AttributeType").asText();
      if (!TYPES.contains(type)) {
        throw ServiceError.validation("Member must satisfy enum value set: [B, N, S]");
      }
      types.put(definition.path("AttributeName").asText(), type);
    }
    if (!request.path("BillingMode").asText().equals("PAY_PER_REQUEST")
        && !request.has("ProvisionedThroughput")) {
      throw ServiceError.validation("No provisioned throughput specified for the table");
    }
    return new TableDefinition((ObjectNode) request, types);
  }

  Table create(String name, Instant now) {
    KeySchema keys = keys(request, "The table");
    List<SecondaryIndex> indexes = indexes(keys);
    Set<String> used = new HashSet<>(keys.names());
    indexes.forEach(index -> used.addAll(index.keys().names()));
    if (!used.equals(types.keySet())) {
      throw ServiceError.validation(
          "The number of attributes in key schema must match the number of attributes defined in"
              + " attribute definitions.");
    }
    return new Table(name, keys, indexes, request, now);
  }

  private KeySchema keys(JsonNode owner, String what) {
    JsonNode elements = owner.path("KeySchema");
    if (elements.isEmpty()) {
      throw ServiceError.validation(
          "No defined key schema.  A key schema containing at least a hash key must be defined for"
              + " all tables");
    }
    List<String> partitions = names(elements, "HASH");
    if (partitions.size() != 1) {
      throw ServiceError.validation(
          (partitions.isEmpty()
                  ? "No Hash Key specified in schema."
                  : "Too many hash keys specified.")
              + "  All Dynamo DB tables must have exactly one hash key");
    }
    Optional<String> sort = names(elements, "RANGE").stream().findFirst();
    checkDefined(partitions.get(0), what + " hash key");
    sort.ifPresent(name -> checkDefined(name, what + " range key"));
    return new KeySchema(partitions.get(0), sort, types);
  }

  private static List<String> names(JsonNode elements, String keyType) {
    List<String> names = new ArrayList<>();
    for (JsonNode element : elements) {
      if (element.path("KeyType").asText().equals(keyType)) {
        names.add(element.path("AttributeName").asText());
      }
    }
    return names;
  }

  private void checkDefined(String attribute, String what) {
    if (!types.containsKey(attribute)) {
      throw ServiceError.validation(what + " not specified in Attribute Definitions.Type unknown.");
    }
  }

  private List<SecondaryIndex> indexes(KeySchema table) {
    if (request.has(INDEXES) && request.path(INDEXES).isEmpty()) {
      throw ServiceError.validation("GSI list is empty/invalid");
    }
    List<SecondaryIndex> indexes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode json : request.path(INDEXES)) {
      String name = json.path("IndexName").asText();
      Tables.checkName(name);
      if (!names.add(name)) {
        throw ServiceError.validation("Two global secondary indices have the same name");
      }
      KeySchema keys = keys(json, "Global Secondary Index");
      indexes.add(SecondaryIndex.of(name, keys, table, nonKeyAttributes(json.path("Projection"))));
    }
    return indexes;
  }

  /** The attributes an index holds beside keys, nothing if it holds all. */
  private static Optional<List<String>> nonKeyAttributes(JsonNode projection) {
    String type = projection.path("ProjectionType").asText();
    List<String> attributes = new ArrayList<>();
    projection.path("NonKeyAttributes").forEach(name -> attributes.add(name.asText()));
    if (type.isEmpty()) {
      throw ServiceError.validation("Indexes must have a projection specified");
    }
    if (type.equals("INCLUDE") && attributes.isEmpty()) {
      throw ServiceError.validation(
          "If Projection type INCLUDE is specified, some non-key attributes to include in the"
              + " projection must be specified as well");
    }
    return type.equals("ALL") ? Optional.empty() : Optional.of(attributes);
  }
}
