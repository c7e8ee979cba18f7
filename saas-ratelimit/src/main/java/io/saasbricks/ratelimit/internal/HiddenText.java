package io.saasbricks.ratelimit.internal;

/** Characters that readers do not see, and those that look like others. */
final class HiddenText {
  /** Stands for a character that leaves no trace. */
  static final char NOTHING = '\0';

  private static final char FULL_WIDTH_FIRST = '\uFF01';
  private static final char FULL_WIDTH_LAST = '\uFF5E';
  private static final int FULL_WIDTH_SHIFT = FULL_WIDTH_FIRST - '!';

  private HiddenText() {}

  /** The character as compared: lower case, digits alike, full width narrowed, hidden ones gone. */
  static char fold(char c) {
    if (c < 0x80) {
      return foldAscii(c);
    }
    if (isInvisible(c)) {
      return NOTHING;
    }
    if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
      return foldAscii((char) (c - FULL_WIDTH_SHIFT));
    }
    return Character.isWhitespace(c) || c == '\u00A0' ? ' ' : Character.toLowerCase(c);
  }

  /** Whether the character is meant to be neither seen nor typed. */
  static boolean isInvisible(char c) {
    return c >= '\u200B' && c <= '\u200F'
        || c >= '\u202A' && c <= '\u202E'
        || c >= '\u2060' && c <= '\u2064'
        || c == '\u00AD'
        || c == '\uFEFF';
  }

  private static char foldAscii(char c) {
    if (c >= 'A' && c <= 'Z') {
      return (char) (c + ('a' - 'A'));
    }
    if (c >= '0' && c <= '9') {
      return '0';
    }
    return c == '\n' || c > ' ' ? c : ' ';
  }
}
