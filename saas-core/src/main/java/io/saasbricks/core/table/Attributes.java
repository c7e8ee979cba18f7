package io.saasbricks.core.table;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Names of the attributes that every table has. */
final class Attributes {
  static final String PARTITION = "PK";
  static final String SORT = "SK";
  static final String INDEX = "GSI1";
  static final String INDEX_PARTITION = "GSI1PK";
  static final String INDEX_SORT = "GSI1SK";
  static final String TTL = "ttl";

  private Attributes() {}

  /** Whether the attribute belongs to the layer: no update or item of a caller may write it. */
  static boolean isKey(String name) {
    return name.equals(PARTITION)
        || name.equals(SORT)
        || name.equals(INDEX_PARTITION)
        || name.equals(INDEX_SORT);
  }

  /** The primary key among the attributes of an item. */
  static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new LinkedHashMap<>();
    key.put(PARTITION, item.get(PARTITION));
    key.put(SORT, item.get(SORT));
    return key;
  }
}
