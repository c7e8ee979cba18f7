package io.saasbricks.core.table;

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
}
