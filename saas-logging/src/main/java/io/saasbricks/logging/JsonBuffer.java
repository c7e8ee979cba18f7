package io.saasbricks.logging;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of JSON under construction. Whatever values it is given, what it holds after the
 * outermost {@link #close} is one JSON object without a line break; {@link LambdaLogProvider}
 * describes how values are written. For one thread.
 *
 * <p>Nothing is begun once the line has {@link #LINE_LIMIT} bytes, and no text begun before that is
 * longer than {@link #TEXT_LIMIT}. Together they stay under the 256 KiB of a log event.
 */
final class JsonBuffer {
  /** Bytes of one text, escapes included. */
  static final int TEXT_LIMIT = 32 * 1024;

  /** Bytes after which no member or element is begun. */
  static final int LINE_LIMIT = 192 * 1024;

  /** Levels of collections within collections, so that one that contains itself ends. */
  static final int DEPTH_LIMIT = 8;

  private static final int NAME_LIMIT = 256;

  private final Utf8Buffer line = new Utf8Buffer();
  private int depth;
  private boolean truncated;

  /** Begins an object: the line itself, or the value of the {@link #name} just written. */
  JsonBuffer open() {
    line.append('{');
    return this;
  }

  JsonBuffer close() {
    line.append('}');
    return this;
  }

  /** Writes a member, or nothing but a remark of it when the line is full. */
  JsonBuffer field(String name, @Nullable Object value) {
    if (hasRoom()) {
      name(name).value(value);
    }
    return this;
  }

  /** Writes a member's name; its value must follow. */
  JsonBuffer name(String name) {
    separate();
    text(name, NAME_LIMIT);
    line.append(':');
    return this;
  }

  /** Writes as a value what is JSON already: a number, {@code true}. */
  JsonBuffer literal(String json) {
    line.append(json);
    return this;
  }

  /** Writes what {@link #members()} of another buffer returned. */
  JsonBuffer members(byte[] members) {
    separate();
    line.append(members);
    return this;
  }

  /** The members of the object opened first, which is not closed yet. */
  byte[] members() {
    return line.copyFrom(1);
  }

  /** Whether something had to be left out. */
  boolean isTruncated() {
    return truncated;
  }

  /** Ends the line and writes it in one call. */
  void writeTo(PrintStream out) {
    line.append('\n').writeTo(out);
  }

  private void value(@Nullable Object value) {
    int start = line.size();
    int outer = depth++;
    try {
      print(value);
    } catch (Throwable failure) { // as in Printed: the line is written whatever foreign code throws
      line.rewind(start);
      text(Printed.failed(failure), TEXT_LIMIT);
    }
    depth = outer;
  }

  private void print(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      line.append(String.valueOf(value));
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Collection<?> items) {
      array(items);
    } else if (value instanceof Object[] items) {
      array(Arrays.asList(items));
    } else {
      scalar(value, String.valueOf(value.toString()));
    }
  }

  private void scalar(Object value, String text) {
    if (value instanceof Number && JsonNumber.isLiteral(text)) {
      line.append(text);
    } else {
      text(text, TEXT_LIMIT);
    }
  }

  private void object(Map<?, ?> map) {
    line.append('{');
    Set<String> names = new HashSet<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!hasRoom()) {
        break;
      }
      String name = String.valueOf(entry.getKey());
      if (names.add(name)) { // keys that differ may print alike
        name(name).value(entry.getValue());
      }
    }
    line.append('}');
  }

  private void array(Collection<?> items) {
    line.append('[');
    for (Object item : items) {
      if (!hasRoom()) {
        break;
      }
      separate();
      value(item);
    }
    line.append(']');
  }

  private boolean hasRoom() {
    boolean room = line.size() < LINE_LIMIT && depth <= DEPTH_LIMIT;
    truncated |= !room;
    return room;
  }

  private void separate() {
    if (line.last() != '{' && line.last() != '[') {
      line.append(',');
    }
  }

  private void text(String text, int limit) {
    line.append('"');
    truncated |= !JsonText.append(line, text, limit);
    line.append('"');
  }
}
