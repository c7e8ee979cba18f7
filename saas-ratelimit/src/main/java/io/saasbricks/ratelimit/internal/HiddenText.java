package io.saasbricks.ratelimit.internal;

/** Characters that readers do not see, and those that look like others. */
public final class HiddenText {
  /** Stands for a character that leaves no trace. */
  static final char NOTHING = '\0';

  private static final char TAG_HIGH = '\uDB40';
  private static final char FLAG_HIGH = '\uD83C';
  private static final char FLAG_LOW = '\uDFF4';
  private static final char FULL_WIDTH_FIRST = '\uFF01';
  private static final char FULL_WIDTH_LAST = '\uFF5E';
  private static final int FULL_WIDTH_SHIFT = FULL_WIDTH_FIRST - '!';

  private HiddenText() {}

  /**
   * The number of characters that leave no trace and have no use in any script: zero-width spaces,
   * and the tags of Unicode's plane 14 outside the flags they are made for.
   */
  public static int count(String text) {
    int hidden = 0;
    int tags = 0;
    boolean flag = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\u200B' || c == '\u2060' || c == '\uFEFF') {
        hidden++;
      } else if (c == TAG_HIGH && i + 1 < text.length() && isTagLow(text.charAt(i + 1))) {
        i++;
        tags += flag ? 0 : 1;
      } else {
        flag = c == FLAG_HIGH || (flag && c == FLAG_LOW);
      }
    }
    return hidden + tags;
  }

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

  private static boolean isTagLow(char c) {
    return c >= '\uDC00' && c <= '\uDC7F';
  }

  /** Whether the character is meant to be neither seen nor typed. */
  private static boolean isInvisible(char c) {
    return (c >= '\u200B' && c <= '\u200F')
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2060' && c <= '\u2064')
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
