package io.saasbricks.logging;

/**
 * The inside of a JSON string that can neither break the line nor command the terminal that shows
 * it.
 */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /**
   * Appends a text escaped, cut with three dots at the first character that begins {@code limit}
   * bytes on.
   *
   * @return whether it was appended whole
   */
  static boolean append(Utf8Buffer line, String text, int limit) {
    int end = line.size() + limit;
    for (int i = 0; i < text.length(); i++) {
      if (line.size() >= end) {
        line.append("...");
        return false;
      }
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        line.append(c);
      } else if (isPair(text, i)) {
        line.appendCodePoint(text.codePointAt(i++));
      } else {
        special(line, c);
      }
    }
    return true;
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private static void special(Utf8Buffer line, char c) {
    switch (c) {
      case '"', '\\' -> line.append('\\').append(c);
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (isUnsafe(c)) {
          escape(line, c);
        } else {
          line.appendCodePoint(Character.isSurrogate(c) ? '\ufffd' : c);
        }
      }
    }
  }

  /**
   * Whether the character is a control character (C0, DEL, C1), a line or paragraph separator, or a
   * mark that reorders or hides text on a screen.
   */
  private static boolean isUnsafe(char c) {
    return c < ' '
        || (c >= 0x7f && c <= 0x9f)
        || c == 0x61c
        || (c >= 0x200e && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xfeff;
  }

  private static void escape(Utf8Buffer line, char c) {
    line.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      line.append(HEX.charAt((c >> shift) & 15));
    }
  }
}
