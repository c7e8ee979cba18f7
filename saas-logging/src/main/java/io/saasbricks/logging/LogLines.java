package io.saasbricks.logging;

import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.MDCAdapter;

/**
 * Turns logging events into lines with the fields that {@link LambdaLogProvider} lists. Safe for
 * concurrent use.
 */
final class LogLines {
  private final boolean onLambda;
  private final byte[] constants;
  private final Entries entries;
  private final InstantSource time;
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
    this.entries = new Entries(properties, mdc);
    this.time = time;
    this.out = out;
  }

  /** Writes the event, whatever its level, as of now. */
  void write(LoggingEvent event) {
    long millis = time.millis();
    Map<String, @Nullable Object> added = entries.of(event.getKeyValuePairs(), millis);
    JsonBuffer line = new JsonBuffer().open();
    line.field("timestamp", UtcTimestamp.of(millis))
        .field("level", event.getLevel().name())
        .field("message", message(event))
        .field("logger", event.getLoggerName())
        .members(constants);
    if (onLambda) {
      line.field("cold_start", coldStart.includes(Entries.invocation(added)));
    }
    error(line, event.getThrowable());
    thread(line);
    for (Map.Entry<String, @Nullable Object> entry : added.entrySet()) {
      line.field(entry.getKey(), entry.getValue());
    }
    if (line.isTruncated()) {
      line.name("truncated").literal("true");
    }
    line.close().writeTo(out.stream());
  }

  /** The members that are the same on every line of this process. */
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
    // Printed here, because SLF4J reports an argument that fails on standard error.
    return MessageFormatter.basicArrayFormat(pattern, Printed.each(arguments, 0));
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
