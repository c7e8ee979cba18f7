package io.saasbricks.core.table;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Injective joining of key segments. */
final class Segments {
  static final char SEPARATOR = '#';
  private static final char ESCAPE = '%';

  private Segments() {}

  static String join(String... segments) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < segments.length; i++) {
      if (i > 0) {
        joined.append(SEPARATOR);
      }
      joined.append(escape(segments[i]));
    }
    return joined.toString();
  }

  static String escape(String segment) {
    if (segment.indexOf(SEPARATOR) < 0 && segment.indexOf(ESCAPE) < 0) {
      return segment;
    }
    // The escape character first: otherwise "%23" and "#" would share an encoding.
    return segment.replace("%", "%25").replace("#", "%23");
  }

  static List<String> split(String joined) {
    return Arrays.stream(joined.split("#", -1)).map(Segments::unescape).toList();
  }

  private static String unescape(String segment) {
    return segment.replace("%23", "#").replace("%25", "%");
  }

  static void requireKeySize(String encoded, int maxBytes, String what) {
    int bytes = utf8Length(encoded, what);
    if (bytes == 0 || bytes > maxBytes) {
      throw new IllegalArgumentException(
          what + " must have 1 to " + maxBytes + " bytes but has " + bytes);
    }
  }

  /** Lone surrogates are refused: as UTF-8 they would all become the same question mark. */
  private static int utf8Length(String text, String what) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(what + " is not well-formed Unicode", e);
    }
  }
}
