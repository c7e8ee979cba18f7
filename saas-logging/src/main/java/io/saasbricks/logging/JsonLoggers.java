package io.saasbricks.logging;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/** One logger per name, its threshold fixed when it is first asked for. */
final class JsonLoggers implements ILoggerFactory {
  private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
  private final Levels levels;
  private final LogLines lines;

  JsonLoggers(Levels levels, LogLines lines) {
    this.levels = levels;
    this.lines = lines;
  }

  @Override
  public Logger getLogger(String name) {
    // No computeIfAbsent: its lambda would be the first of the process and cost a tenth of the
    // start.
    Logger known = loggers.get(name);
    if (known != null) {
      return known;
    }
    Logger created = new JsonLogger(name, levels.thresholdOf(name), lines);
    @Nullable Logger raced = loggers.putIfAbsent(name, created);
    return raced == null ? created : raced;
  }
}
