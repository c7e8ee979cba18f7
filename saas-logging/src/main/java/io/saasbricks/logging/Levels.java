package io.saasbricks.logging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The lowest level each logger writes, as {@link LambdaLogProvider} describes. A value that names
 * no level is passed over with a complaint: a typing error in a variable must neither silence a
 * function nor stop it.
 */
final class Levels {
  private static final int FATAL = Level.ERROR.toInt();
  private static final int OFF = FATAL + 1;

  private final int common;
  private final Map<String, Integer> byPrefix = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();

  private Levels(Map<String, String> environment) {
    common = firstOf(environment, "AWS_LAMBDA_LOG_LEVEL", "POWERTOOLS_LOG_LEVEL", "LOG_LEVEL");
    overrides(environment.getOrDefault("LOG_LEVELS", ""));
  }

  static Levels from(Map<String, String> environment) {
    return new Levels(environment);
  }

  /** The least {@link Level#toInt()} that the logger of that name writes. */
  int thresholdOf(String logger) {
    String prefix = logger;
    while (true) {
      Integer threshold = byPrefix.get(prefix);
      if (threshold != null) {
        return threshold;
      }
      int dot = prefix.lastIndexOf('.');
      if (dot < 0) {
        return common;
      }
      prefix = prefix.substring(0, dot);
    }
  }

  /** One sentence for each value that could not be understood. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private int firstOf(Map<String, String> environment, String... variables) {
    for (String variable : variables) {
      Integer level = level(variable, environment.getOrDefault(variable, ""));
      if (level != null) {
        return level;
      }
    }
    return Level.INFO.toInt();
  }

  private void overrides(String text) {
    int start = 0;
    // indexOf instead of split: a regular expression would load some forty classes before the first
    // line.
    while (start < text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      override(text.substring(start, end).strip());
      start = end + 1;
    }
  }

  private void override(String entry) {
    int equals = entry.indexOf('=');
    Integer level = level("LOG_LEVELS", equals < 0 ? entry : entry.substring(equals + 1));
    if (level != null && equals > 0) {
      byPrefix.put(entry.substring(0, equals).strip(), level);
    }
  }

  private @Nullable Integer level(String variable, String text) {
    Integer level = parse(text.strip().toUpperCase(Locale.ROOT));
    if (level == null && !text.isBlank()) {
      complaints.add(variable + " names no level: " + text);
    }
    return level;
  }

  private static @Nullable Integer parse(String level) {
    return switch (level) {
      case "TRACE" -> Level.TRACE.toInt();
      case "DEBUG" -> Level.DEBUG.toInt();
      case "INFO" -> Level.INFO.toInt();
      case "WARN", "WARNING" -> Level.WARN.toInt();
      case "ERROR" -> Level.ERROR.toInt();
      case "FATAL", "CRITICAL" -> FATAL;
      case "OFF" -> OFF;
      default -> null;
    };
  }
}
