package io.saasbricks.logging;

/** The grammar of a number in JSON (RFC 8259 section 6). */
final class JsonNumber {
  /** Longer numbers are legal, but no reader keeps their digits; they are written as text. */
  private static final int LENGTH_LIMIT = 64;

  private JsonNumber() {}

  /**
   * Whether the text may stand as a number in JSON; that of {@code NaN} or of a number type with
   * its own layout may not.
   */
  static boolean isLiteral(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int at = afterDigits(text, start);
    boolean wellFormed = at == start + 1 || (at > start && text.charAt(start) != '0');
    if (wellFormed && has(text, at, '.')) {
      int fraction = at + 1;
      at = afterDigits(text, fraction);
      wellFormed = at > fraction;
    }
    if (wellFormed && (has(text, at, 'e') || has(text, at, 'E'))) {
      int exponent = has(text, at + 1, '-') || has(text, at + 1, '+') ? at + 2 : at + 1;
      at = afterDigits(text, exponent);
      wellFormed = at > exponent;
    }
    return wellFormed && at == text.length() && at <= LENGTH_LIMIT;
  }

  private static boolean has(String text, int at, char wanted) {
    return at < text.length() && text.charAt(at) == wanted;
  }

  private static int afterDigits(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
