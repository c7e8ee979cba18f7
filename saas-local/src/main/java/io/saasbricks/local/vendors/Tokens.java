package io.saasbricks.local.vendors;

/**
 * Counts tokens about as vendors do: short words are one, longer ones one for every six letters,
 * signs one each.
 */
final class Tokens {
  private static final int LETTERS_PER_TOKEN = 6;

  private Tokens() {}

  static int count(String text) {
    int tokens = 0;
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      letters = Character.isLetterOrDigit(c) ? letters + 1 : 0;
      boolean starts = letters % LETTERS_PER_TOKEN == 1;
      tokens += starts || (letters == 0 && !Character.isWhitespace(c)) ? 1 : 0;
    }
    return tokens;
  }

  /** The longest beginning of a text that has at most so many tokens. */
  static String limit(String text, int tokens) {
    int end = text.length();
    while (count(text.substring(0, end)) > tokens) {
      end--;
    }
    return text.substring(0, end);
  }
}
