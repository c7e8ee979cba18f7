package io.saasbricks.local.dynamodb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** All tables by name. */
record Tables(Map<String, Table> byName) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

  Tables() {
    this(new TreeMap<>());
  }

  /** The table a request names in {@code TableName}. */
  Table of(JsonNode request) {
    return named(name(request));
  }

  Table named(String name) {
    checkName(name);
    Table table = byName.get(name);
    if (table == null) {
      throw ServiceError.noTable();
    }
    return table;
  }

  static String name(JsonNode request) {
    JsonNode name = request.path("TableName");
    if (!name.isTextual()) {
      throw ServiceError.constraint("null", "tableName", "Member must not be null");
    }
    checkName(name.asText());
    return name.asText();
  }

  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw ServiceError.validation(
          "Invalid table/index name.  Table/index names must be between 3 and 255 characters long,"
              + " and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
    }
  }
}
