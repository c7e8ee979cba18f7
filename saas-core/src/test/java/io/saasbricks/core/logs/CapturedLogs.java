package io.saasbricks.core.logs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;

/** The lines that the code under test logs. */
public final class CapturedLogs {
  private static final List<Line> LINES = new ArrayList<>();

  private CapturedLogs() {}

  /** One line, with the MDC as it was. */
  public record Line(
      Level level,
      String message,
      Map<String, Object> values,
      Map<String, String> context,
      Optional<Throwable> cause) {
    static Line of(LoggingEvent event) {
      Map<String, Object> values = new LinkedHashMap<>();
      if (event.getKeyValuePairs() != null) {
        for (KeyValuePair pair : event.getKeyValuePairs()) {
          values.put(pair.key, pair.value);
        }
      }
      return new Line(
          event.getLevel(),
          event.getMessage(),
          values,
          mdc(),
          Optional.ofNullable(event.getThrowable()));
    }

    static Line of(Level level, String message, @Nullable Throwable cause) {
      return new Line(level, message, Map.of(), mdc(), Optional.ofNullable(cause));
    }

    private static Map<String, String> mdc() {
      Map<String, String> copy = MDC.getCopyOfContextMap();
      return copy == null ? Map.of() : copy;
    }
  }

  static synchronized void add(Line line) {
    LINES.add(line);
  }

  /** The lines logged while the action ran. */
  public static synchronized List<Line> during(Runnable action) {
    LINES.clear();
    action.run();
    return List.copyOf(LINES);
  }
}
