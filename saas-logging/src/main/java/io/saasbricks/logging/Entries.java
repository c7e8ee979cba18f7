package io.saasbricks.logging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.spi.MDCAdapter;

/**
 * What a line says beyond the fields of the provider: MDC entries, key-values and the trace id, one
 * value per name. Safe for concurrent use.
 */
final class Entries {
  /** Names of the provider's own fields, which an entry cannot take. */
  static final Set<String> RESERVED =
      Set.of(
          "timestamp",
          "level",
          "message",
          "logger",
          "service",
          "function_name",
          "function_version",
          "function_memory_size",
          "cold_start",
          "error",
          "thread",
          "truncated");

  /** Where the Java runtime of Lambda puts the trace header of the current invocation. */
  private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";

  private static final String TRACE_ID = "xray_trace_id";
  private static final String DIRECTIVE = "_aws";

  private final Properties properties;
  private final MDCAdapter mdc;

  Entries(Properties properties, MDCAdapter mdc) {
    this.properties = properties;
    this.mdc = mdc;
  }

  /**
   * The entries by name, those of the MDC first, in the order they were given.
   *
   * @param millis the time of the event, for a metric directive that has none
   */
  Map<String, @Nullable Object> of(@Nullable List<KeyValuePair> pairs, long millis) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    Map<String, String> context = mdc.getCopyOfContextMap();
    if (context != null) {
      for (Map.Entry<String, String> entry : context.entrySet()) {
        entries.put(unreserved(entry.getKey()), entry.getValue());
      }
    }
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        String name = unreserved(String.valueOf(pair.key));
        entries.put(name, name.equals(DIRECTIVE) ? stamped(pair.value, millis) : pair.value);
      }
    }
    twins(entries, "requestId", "function_request_id");
    twins(entries, "tenantId", "tenant_id");
    traceId(entries);
    return entries;
  }

  private static String unreserved(String name) {
    return RESERVED.contains(name) ? name.concat("_") : name;
  }

  /** Completes a metric directive: written as a constant it cannot know the time. */
  private static @Nullable Object stamped(@Nullable Object directive, long millis) {
    if (!(directive instanceof Map<?, ?> map)) {
      return directive;
    }
    try {
      Map<Object, @Nullable Object> complete = new LinkedHashMap<>();
      complete.put("Timestamp", millis);
      complete.putAll(map);
      return complete;
    } catch (Throwable failure) { // as in Printed: the line is written whatever foreign code throws
      return Printed.failed(failure);
    }
  }

  /** Writes an id under both names by which users of Lambda and of Powertools look for it. */
  private static void twins(Map<String, @Nullable Object> entries, String one, String other) {
    if (entries.containsKey(one)) {
      entries.putIfAbsent(other, entries.get(one));
    } else if (entries.containsKey(other)) {
      entries.put(one, entries.get(other));
    }
  }

  private void traceId(Map<String, @Nullable Object> entries) {
    String header = properties.getProperty(TRACE_HEADER, "");
    int root = header.indexOf("Root=");
    if (root >= 0) {
      int end = header.indexOf(';', root);
      entries.putIfAbsent(TRACE_ID, header.substring(root + 5, end < 0 ? header.length() : end));
    }
  }

  /** What names the invocation that the entries belong to, or null if nothing does. */
  static @Nullable String invocation(Map<String, @Nullable Object> entries) {
    Object id = entries.getOrDefault("requestId", entries.get(TRACE_ID));
    return id == null ? null : Printed.of(id);
  }
}
