package io.saasbricks.logging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Values chosen to break a JSON writer: quotes, controls, half characters, deep nesting, odd
 * numbers, failing code.
 */
final class RandomValues {
  private static final String[] FRAGMENTS = {
    "a",
    "\"",
    "\\",
    "\n",
    "\r\n",
    "\u0000",
    "\u001b[31m",
    "\u2028",
    "\u202e",
    "\ud83d",
    "\ude00",
    "\ud83d\ude00",
    "é",
    "{}",
    "{",
    "}",
    "]",
    ",",
    ":",
    "\\u",
    "_aws",
    "level",
    "message",
    "requestId",
    "tenantId",
    "error",
    "'",
    "\ufffe"
  };

  private final Random random;
  private int names;

  RandomValues(Random random) {
    this.random = random;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
    }
    // A serial number, since two half characters are different names until both become U+FFFD.
    return text.indexOf("\ud83d") >= 0 || text.indexOf("\ude00") >= 0
        ? text.append(names++).toString()
        : text.toString();
  }

  Object value(int depth) {
    return switch (random.nextInt(depth < 10 ? 9 : 6)) {
      case 0 -> random.nextLong();
      case 1 -> Double.longBitsToDouble(random.nextLong());
      case 2 -> random.nextBoolean();
      case 3 -> new char[] {'x'};
      case 4 -> new Failing();
      case 5 -> text();
      case 6 -> map(depth + 1);
      case 7 -> list(depth + 1);
      default -> list(depth + 1).toArray();
    };
  }

  private Map<Object, Object> map(int depth) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(random.nextBoolean() ? text() : random.nextInt(3), value(depth));
    }
    return map;
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(depth));
    }
    return list;
  }

  private static final class Failing {
    @Override
    public String toString() {
      throw new UnsupportedOperationException("{\"\n");
    }
  }
}
