package io.saasbricks.logging;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.MDCAdapter;

/**
 * Turns logging events into lines with the fields that {@link LambdaLogProvider} lists. Safe for
 * concurrent use.
 */
final class LogLines {
  /** Names that neither the MDC nor key-values can take. */
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

  private final boolean onLambda;
  private final byte[] constants;
  private final Properties properties;
  private final InstantSource time;
  private final MDCAdapter mdc;
  private final Output out;
  private final ColdStart coldStart = new ColdStart();

  LogLines(
      Map<String, String> environment,
      Properties properties,
      InstantSource time,
      MDCAdapter mdc,
      Output out) {
    this.onLambda = environment.containsKey("AWS_LAMBDA_FUNCTION_NAME");
    this.constants = constants(environment);
    this.properties = properties;
    this.time = time;
    this.mdc = mdc;
    this.out = out;
  }

  void write(LoggingEvent event) {
    long millis = time.millis();
    Map<String, @Nullable Object> entries = entries(event.getKeyValuePairs(), millis);
    JsonBuffer line = new JsonBuffer().open();
    line.field("timestamp", UtcTimestamp.of(millis))
        .field("level", event.getLevel().name())
        .field("message", message(event))
        .field("logger", event.getLoggerName())
        .members(constants);
    if (onLambda) {
      line.field("cold_start", coldStart.includes(invocation(entries)));
    }
    error(line, event.getThrowable());
    thread(line);
    for (Map.Entry<String, @Nullable Object> entry : entries.entrySet()) {
      line.field(entry.getKey(), entry.getValue());
    }
    if (line.isTruncated()) {
      line.name("truncated").literal("true");
    }
    line.close().writeTo(out.stream());
  }

  private static byte[] constants(Map<String, String> environment) {
    JsonBuffer members = new JsonBuffer().open();
    members.field(
        "service", environment.getOrDefault("POWERTOOLS_SERVICE_NAME", "service_undefined"));
    copy(environment, "AWS_LAMBDA_FUNCTION_NAME", members, "function_name");
    copy(environment, "AWS_LAMBDA_FUNCTION_VERSION", members, "function_version");
    String memory = environment.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE");
    if (memory != null && JsonNumber.isLiteral(memory)) {
      members.name("function_memory_size").literal(memory);
    }
    return members.members();
  }

  private static void copy(
      Map<String, String> environment, String variable, JsonBuffer members, String name) {
    String value = environment.get(variable);
    if (value != null) {
      members.field(name, value);
    }
  }

  private static String message(LoggingEvent event) {
    String pattern = String.valueOf(event.getMessage());
    Object[] arguments = event.getArgumentArray();
    if (arguments == null || arguments.length == 0) {
      return pattern;
    }
    // Printed here, because SLF4J reports an argument that fails on standard error, stack trace and
    // all.
    return MessageFormatter.basicArrayFormat(pattern, Printed.each(arguments, 0));
  }

  private Map<String, @Nullable Object> entries(@Nullable List<KeyValuePair> pairs, long millis) {
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

  private static @Nullable String invocation(Map<String, @Nullable Object> entries) {
    Object id = entries.getOrDefault("requestId", entries.get(TRACE_ID));
    return id == null ? null : Printed.of(id);
  }

  private static void error(JsonBuffer line, @Nullable Throwable error) {
    if (error != null) {
      line.name("error")
          .open()
          .field("name", error.getClass().getName())
          .field("message", StackTrace.message(error))
          .field("stack", new StackTrace(error))
          .close();
    }
  }

  private static void thread(JsonBuffer line) {
    String thread = Thread.currentThread().getName();
    if (!thread.equals("main")) {
      line.field("thread", thread);
    }
  }
}
