package io.saasbricks.ratelimit.internal;

import java.text.Normalizer;

/*
 * Marks are dropped before the text is decomposed, because putting a long run of them into canonical
 * order would take quadratic time; what decomposes afterwards brings a few marks for each letter.
 */

/** Text as compared: lower case, without marks, hidden characters or fancy letters. Linear time. */
final class FoldedText {
  private static final char SOFT_HYPHEN = '\u00AD';
  private static final String SPECIAL = "ıłøđς’";
  private static final String PLAIN = "ilodσ'";

  private FoldedText() {}

  /** The message with its disguises taken off as well. */
  static String of(String message) {
    String decomposed = isAscii(message) ? message : decomposed(withoutMarks(message));
    // Arrays, here and below: the first compiler, all that Lambda has, calls builders for each
    // letter.
    char[] folded = decomposed.toCharArray();
    for (int i = 0; i < folded.length; i++) {
      folded[i] = fold(folded[i]);
    }
    return Disguises.removed(folded);
  }

  private static String decomposed(String bare) {
    return Normalizer.isNormalized(bare, Normalizer.Form.NFKD)
        ? bare
        : withoutMarks(Normalizer.normalize(bare, Normalizer.Form.NFKD));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static char fold(char c) {
    if (c == '\n') {
      return c;
    }
    if (c < 0x80) {
      return c <= ' ' ? ' ' : (char) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    int special = SPECIAL.indexOf(c);
    if (special >= 0) {
      return PLAIN.charAt(special);
    }
    return Character.isWhitespace(c) ? ' ' : Character.toLowerCase(c);
  }

  private static String withoutMarks(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      int end = i + Character.charCount(point);
      if (!isMark(point)) {
        kept.append(text, i, end);
      }
      i = end;
    }
    return kept.toString();
  }

  private static boolean isMark(int point) {
    if (point < SOFT_HYPHEN) {
      return false;
    }
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT;
  }
}
