package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A table and requests to it, all from one seed. */
final class RandomRequests {
  private static final int INDEX_SORTS = 10_007;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Random random;
  private final RandomValues values;
  private final String table;
  private final String partitionType;
  private final String sortType;
  private final String projection;
  private int indexSorts;

  RandomRequests(long seed) {
    random = new Random(seed);
    values = new RandomValues(random);
    table = "differential-" + seed;
    partitionType = values.pick(List.of("S", "S", "N", "B"));
    sortType = values.pick(List.of("", "S", "N", "B"));
    projection = values.pick(List.of("ALL", "KEYS_ONLY", "INCLUDE"));
  }

  /** One request. */
  record Request(String operation, JsonNode body) {}

  Request createTable() {
    ObjectNode body = request();
    body.put("BillingMode", "PAY_PER_REQUEST");
    ArrayNode keys = body.putArray("KeySchema");
    define(body, keys, "PK", partitionType, "HASH");
    if (!sortType.isEmpty()) {
      define(body, keys, "SK", sortType, "RANGE");
    }
    ObjectNode index = body.putArray("GlobalSecondaryIndexes").addObject();
    index.put("IndexName", "GSI1");
    ArrayNode indexKeys = index.putArray("KeySchema");
    define(body, indexKeys, "G", "S", "HASH");
    define(body, indexKeys, "H", "N", "RANGE");
    ObjectNode projected = index.putObject("Projection").put("ProjectionType", projection);
    if (projection.equals("INCLUDE")) {
      projected.putArray("NonKeyAttributes").add("a").add("d");
    }
    return new Request("CreateTable", body);
  }

  private static void define(
      ObjectNode body, ArrayNode keys, String name, String type, String keyType) {
    body.withArrayProperty("AttributeDefinitions")
        .addObject()
        .put("AttributeName", name)
        .put("AttributeType", type);
    keys.addObject().put("AttributeName", name).put("KeyType", keyType);
  }

  Request deleteTable() {
    return new Request("DeleteTable", request());
  }

  Request scanAll() {
    return new Request("Scan", request());
  }

  Request next() {
    int choice = random.nextInt(100);
    if (choice < 20) {
      return new Request("PutItem", put(request(), true));
    } else if (choice < 50) {
      return new Request("UpdateItem", update(request(), true));
    } else if (choice < 58) {
      return new Request("DeleteItem", delete(request(), true));
    } else if (choice < 66) {
      return new Request("GetItem", get());
    } else if (choice < 82) {
      return new Request("Query", query());
    } else if (choice < 85) {
      return new Request("Scan", scan());
    }
    return choice < 94 ? transaction() : batch();
  }

  private ObjectNode request() {
    return JSON.objectNode().put("TableName", table);
  }

  private ObjectNode key() {
    ObjectNode key = JSON.objectNode();
    key.set("PK", keyValue(partitionType, 3));
    if (!sortType.isEmpty()) {
      key.set("SK", keyValue(sortType, 4));
    }
    return key;
  }

  /** Now and then with an attribute too many or of the wrong type. */
  private ObjectNode dubiousKey() {
    ObjectNode key = key();
    if (values.chance(2)) {
      key.set(values.pick(List.of("PK", "SK", "a")), values.any(0));
    }
    return key;
  }

  private ObjectNode keyValue(String type, int pool) {
    String digits = Integer.toString(1 + random.nextInt(pool));
    return JSON.objectNode().put(type, type.equals("B") ? "AAA" + digits : digits);
  }

  private ObjectNode item() {
    ObjectNode item = key();
    put(item, "a", "N");
    put(item, "b", "S");
    put(item, "c", "L");
    put(item, "d", "M");
    put(item, "e", values.pick(List.of("SS", "NS", "BS")));
    if (values.chance(60)) {
      item.set("G", keyValue("S", 2));
      if (values.chance(80)) {
        item.set("H", JSON.objectNode().put("N", Integer.toString(uniqueIndexSort())));
      }
    }
    return item;
  }

  /** Never the same twice, because DynamoDB leaves open how items of one index key are ordered. */
  private int uniqueIndexSort() {
    indexSorts++;
    return indexSorts * 7919 % INDEX_SORTS;
  }

  private void put(ObjectNode item, String attribute, String usualType) {
    if (values.chance(65)) {
      item.set(attribute, values.chance(80) ? values.of(usualType, 2) : values.any(2));
    }
  }

  private ObjectNode put(ObjectNode request, boolean alone) {
    request.set("Item", item());
    return conditional(request, alone, List.of("NONE", "ALL_OLD"), 40);
  }

  private ObjectNode update(ObjectNode request, boolean alone) {
    request.set("Key", alone ? dubiousKey() : key());
    request.put("UpdateExpression", new RandomExpressions(random, request).update());
    return conditional(
        request, alone, List.of("NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"), 25);
  }

  private ObjectNode delete(ObjectNode request, boolean alone) {
    request.set("Key", alone ? dubiousKey() : key());
    // DynamoDB Local tells the capacity of a delete that found nothing whether asked or not.
    request.put("ReturnConsumedCapacity", "TOTAL");
    return conditional(request, alone, List.of("NONE", "ALL_OLD"), 40);
  }

  private ObjectNode conditional(
      ObjectNode request, boolean alone, List<String> returnValues, int percent) {
    if (alone) {
      request.put("ReturnValues", values.pick(returnValues));
      capacity(request);
    }
    if (values.chance(percent)) {
      RandomExpressions expressions = new RandomExpressions(random, request);
      // Placeholders of the update are numbered from zero too; values may then clash, which is
      // one more thing both databases must agree on.
      request.put("ConditionExpression", expressions.condition(2));
      request.put("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
    }
    return request;
  }

  private void capacity(ObjectNode request) {
    if (values.chance(60)) {
      request.put("ReturnConsumedCapacity", values.pick(List.of("TOTAL", "INDEXES")));
    }
  }

  private ObjectNode get() {
    ObjectNode request = request();
    request.set("Key", dubiousKey());
    request.put("ConsistentRead", random.nextBoolean());
    capacity(request);
    project(request);
    return request;
  }

  private void project(ObjectNode request) {
    if (values.chance(40)) {
      request.put("ProjectionExpression", new RandomExpressions(random, request).projection());
    }
  }

  private ObjectNode query() {
    ObjectNode request = request();
    capacity(request);
    RandomExpressions expressions = new RandomExpressions(random, request);
    if (values.chance(40)) {
      request.put("IndexName", "GSI1");
      request.put(
          "KeyConditionExpression", keyCondition(expressions, "G", "S", 2, "H", "N", INDEX_SORTS));
    } else {
      request.put("ConsistentRead", random.nextBoolean());
      request.put(
          "KeyConditionExpression",
          keyCondition(expressions, "PK", partitionType, 3, "SK", sortType, 4));
    }
    request.put("ScanIndexForward", random.nextBoolean());
    page(request, expressions);
    return request;
  }

  private void page(ObjectNode request, RandomExpressions expressions) {
    String condition = request.path("KeyConditionExpression").asText();
    // DynamoDB Local does not go on after an item that stands exactly at the end of the condition.
    boolean open = condition.matches("(PK|G) = :v\\d+( AND .*(begins_with| < ).*)?");
    boolean manyItems = request.has("IndexName") || !sortType.isEmpty();
    if (open && manyItems && values.chance(50)) {
      request.put("Limit", 1 + random.nextInt(4));
    }
    if (values.chance(30)) {
      request.put("FilterExpression", expressions.condition(1));
    }
    if (values.chance(15)) {
      request.put("Select", "COUNT");
    } else if (values.chance(20)) {
      request.put("ProjectionExpression", expressions.projection());
    }
  }

  private String keyCondition(
      RandomExpressions expressions,
      String partition,
      String type,
      int pool,
      String sort,
      String typeOfSort,
      int poolOfSort) {
    String condition = partition + " = " + expressions.value(keyValue(type, pool));
    if (typeOfSort.isEmpty() || values.chance(30)) {
      return condition;
    }
    String low = expressions.value(keyValue(typeOfSort, poolOfSort));
    return condition
        + " AND "
        + switch (random.nextInt(7)) {
          case 0 -> sort + " = " + low;
          case 1 -> sort + " < " + low;
          case 2 -> sort + " <= " + low;
          case 3 -> low + " < " + sort;
          case 4 -> sort + " >= " + low;
          case 5 -> "begins_with(" + sort + ", " + low + ")";
          default ->
              sort
                  + " BETWEEN "
                  + low
                  + " AND "
                  + expressions.value(keyValue(typeOfSort, poolOfSort));
        };
  }

  private ObjectNode scan() {
    ObjectNode request = request();
    if (values.chance(40)) {
      request.put("IndexName", "GSI1");
    }
    // DynamoDB Local lets the filter of an index scan see attributes the index does not hold.
    boolean whole = !request.has("IndexName") || projection.equals("ALL");
    if (whole && values.chance(60)) {
      request.put("FilterExpression", new RandomExpressions(random, request).condition(2));
    }
    return request.put("Select", "COUNT");
  }

  private Request transaction() {
    ObjectNode body = JSON.objectNode();
    ArrayNode items = body.putArray("TransactItems");
    boolean reads = values.chance(25);
    // DynamoDB Local notices only some repetitions of an item, so none is made here.
    Set<JsonNode> used = new HashSet<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      ObjectNode item = reads ? read() : write();
      JsonNode content = item.elements().next();
      JsonNode key = content.path(content.has("Item") ? "Item" : "Key");
      if (used.add(key.path("PK").deepCopy()) || items.isEmpty()) {
        items.add(item);
      }
    }
    return new Request(reads ? "TransactGetItems" : "TransactWriteItems", body);
  }

  private ObjectNode read() {
    ObjectNode item = JSON.objectNode();
    ObjectNode get = item.putObject("Get").put("TableName", table);
    get.set("Key", key());
    project(get);
    return item;
  }

  private ObjectNode write() {
    ObjectNode item = JSON.objectNode();
    switch (random.nextInt(4)) {
      case 0 -> put(item.putObject("Put").put("TableName", table), false);
      case 1 -> update(item.putObject("Update").put("TableName", table), false);
      case 2 -> delete(item.putObject("Delete").put("TableName", table), false);
      default -> {
        ObjectNode check = item.putObject("ConditionCheck").put("TableName", table);
        check.set("Key", key());
        check.put("ConditionExpression", new RandomExpressions(random, check).condition(1));
        check.put("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
      }
    }
    return item;
  }

  private Request batch() {
    ObjectNode body = JSON.objectNode();
    ObjectNode byTable = body.putObject("RequestItems");
    boolean reads = values.chance(40);
    ArrayNode list = reads ? byTable.putObject(table).putArray("Keys") : byTable.putArray(table);
    for (int i = random.nextInt(5); i >= 0; i--) {
      if (reads) {
        list.add(key());
      } else if (values.chance(70)) {
        list.addObject().putObject("PutRequest").set("Item", item());
      } else {
        list.addObject().putObject("DeleteRequest").set("Key", key());
      }
    }
    return new Request(reads ? "BatchGetItem" : "BatchWriteItem", body);
  }
}
