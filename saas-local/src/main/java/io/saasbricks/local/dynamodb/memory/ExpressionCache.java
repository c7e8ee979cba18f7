package io.saasbricks.local.dynamodb.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Parsed expressions by their text, the least recently used forgotten first. Not safe for
 * concurrent use.
 */
final class ExpressionCache {
  private static final int CAPACITY = 1_000;

  private final Map<String, Object> parsed =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
          return size() > CAPACITY;
        }
      };

  Condition condition(String member, String text) {
    return (Condition) cached(member + text, () -> ConditionParser.parse(member, text));
  }

  Update update(String text) {
    return (Update) cached(UpdateParser.EXPRESSION + text, () -> UpdateParser.parse(text));
  }

  List<DocumentPath> projection(String text) {
    return ((Paths) cached(ProjectionParser.EXPRESSION + text, () -> paths(text))).paths();
  }

  private static Paths paths(String text) {
    return new Paths(ProjectionParser.parse(text));
  }

  private Object cached(String key, Supplier<Object> parse) {
    Object known = parsed.get(key);
    if (known != null) {
      return known;
    }
    Object fresh = parse.get();
    parsed.put(key, fresh);
    return fresh;
  }

  private record Paths(List<DocumentPath> paths) {}
}
