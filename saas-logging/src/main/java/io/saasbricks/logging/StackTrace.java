package io.saasbricks.logging;

import org.jspecify.annotations.Nullable;

/**
 * The text of a throwable with its causes and suppressed throwables, in the layout of {@link
 * Throwable#printStackTrace()}.
 */
final class StackTrace {
  /** Where to stop: more is cut from the line anyway. It also ends cycles of causes. */
  private static final int LENGTH_LIMIT = JsonBuffer.TEXT_LIMIT + 1;

  private final Throwable error;

  StackTrace(Throwable error) {
    this.error = error;
  }

  /** The throwable's message; a note if asking for it fails. */
  static @Nullable String message(Throwable error) {
    try {
      return error.getMessage();
    } catch (Throwable failure) { // as in Printed: the line is written whatever foreign code throws
      return Printed.failed(failure);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(1024);
    append(text, error, new StackTraceElement[0], 0);
    return text.toString();
  }

  private static void append(
      StringBuilder text, Throwable error, StackTraceElement[] enclosing, int depth) {
    String message = message(error);
    text.append(error.getClass().getName());
    if (message != null) {
      text.append(": ").append(message);
    }
    StackTraceElement[] frames = error.getStackTrace();
    frames(text, frames, framesInCommon(frames, enclosing), depth);
    for (Throwable suppressed : error.getSuppressed()) {
      section(text, "Suppressed: ", suppressed, frames, depth + 1);
    }
    Throwable cause = error.getCause();
    if (cause != null) {
      section(text, "Caused by: ", cause, frames, depth);
    }
  }

  private static void section(
      StringBuilder text, String title, Throwable error, StackTraceElement[] enclosing, int depth) {
    if (text.length() < LENGTH_LIMIT) {
      indent(text, depth).append(title);
      append(text, error, enclosing, depth);
    }
  }

  private static void frames(
      StringBuilder text, StackTraceElement[] frames, int inCommon, int depth) {
    int last = frames.length - inCommon;
    for (int i = 0; i < last && text.length() < LENGTH_LIMIT; i++) {
      indent(text, depth).append("\tat ").append(frames[i]);
    }
    if (inCommon > 0) {
      indent(text, depth).append("\t... ").append(inCommon).append(" more");
    }
  }

  private static StringBuilder indent(StringBuilder text, int depth) {
    text.append('\n');
    for (int i = 0; i < depth; i++) {
      text.append('\t');
    }
    return text;
  }

  private static int framesInCommon(StackTraceElement[] frames, StackTraceElement[] enclosing) {
    int count = 0;
    while (count < Math.min(frames.length, enclosing.length)
        && frames[frames.length - 1 - count].equals(enclosing[enclosing.length - 1 - count])) {
      count++;
    }
    return count;
  }
}
