package io.saasbricks.ratelimit.internal;

/** Characters that readers do not see. */
public final class HiddenText {
  private static final char TAG_HIGH = '\uDB40';
  private static final char FLAG_HIGH = '\uD83C';
  private static final char FLAG_LOW = '\uDFF4';

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

  private static boolean isTagLow(char c) {
    return c >= '\uDC00' && c <= '\uDC7F';
  }
}
