package io.saasbricks.llm;

import io.saasbricks.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Joins JSON objects member by member, those of both also within. */
final class JsonMerge {
  private JsonMerge() {}

  static JsonObject merge(JsonObject base, JsonObject more) {
    Map<String, Object> members = new LinkedHashMap<>(base.members());
    more.members().forEach((name, value) -> members.merge(name, value, JsonMerge::merged));
    JsonObject.Builder merged = JsonObject.builder();
    members.forEach(merged::put);
    return merged.build();
  }

  private static Object merged(Object base, Object more) {
    return base instanceof JsonObject left && more instanceof JsonObject right
        ? merge(left, right)
        : more;
  }
}
