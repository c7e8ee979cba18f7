package io.saasbricks.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.DefaultLoggingEvent;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LoggingEventAware;

/**
 * Passes the events at or above its threshold on as lines. A deserialised logger is the one of that
 * name in the new process.
 */
final class JsonLogger extends LegacyAbstractLogger implements LoggingEventAware {
  private static final long serialVersionUID = 1L;

  private final transient LogLines lines;
  private final int threshold;

  JsonLogger(String name, int threshold, LogLines lines) {
    this.name = name;
    this.threshold = threshold;
    this.lines = lines;
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }

  @Override
  public void log(LoggingEvent event) {
    lines.write(event);
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String message,
      Object @Nullable [] arguments,
      @Nullable Throwable error) {
    DefaultLoggingEvent event = new DefaultLoggingEvent(level, this);
    event.setMessage(message);
    if (arguments != null) {
      event.addArguments(arguments);
    }
    event.setThrowable(error);
    lines.write(event);
  }

  /** No frame of the caller is ever looked for. */
  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  private boolean isEnabled(Level level) {
    return level.toInt() >= threshold;
  }
}
