package io.saasbricks.ratelimit.internal;

/**
 * Undoes what people do to a word so that a filter does not know it: letters of another script that
 * look alike, digits for letters, and letters set apart.
 */
final class Disguises {
  /** Stands before a long word that was written letter by letter. */
  static final char SET_APART = '\u0001';

  private static final String LOOKS = "аеорсухіјѕԁԛԝαοενρτικ";
  private static final String LATIN = "aeopcyxijsdqwaoevptik";
  private static final String DIGITS = "013457";
  private static final String LETTERS = "oieast";
  private static final String SEPARATORS = " -._*/";
  private static final int FEWEST_APART = 4;
  private static final int MANY_APART = 6;

  private final char[] text;
  private final char[] result;
  private int length;

  private Disguises(char[] text) {
    this.text = text;
    // Never longer: before letters set apart one is written, and what stood between them is not.
    this.result = new char[text.length];
  }

  /** The folded text without disguises. */
  static String removed(char[] folded) {
    Disguises disguises = new Disguises(folded);
    int i = 0;
    while (i < folded.length) {
      i = disguises.take(i);
    }
    return new String(disguises.result, 0, disguises.length);
  }

  /** Takes the word or the character at this place; returns the place after it. */
  private int take(int start) {
    if (!isToken(start)) {
      result[length++] = text[start];
      return start + 1;
    }
    if (!isToken(start + 1)) {
      int end = endOfApart(start);
      int letters = (end - start + 1) / 2;
      if (letters >= FEWEST_APART) {
        join(start, end, letters);
        return end;
      }
    }
    int end = start;
    while (isToken(end)) {
      end++;
    }
    word(start, end);
    return end;
  }

  /** The end of a run of single letters with the same separator between them. */
  private int endOfApart(int start) {
    int end = start + 1;
    char separator = end < text.length ? text[end] : ' ';
    if (SEPARATORS.indexOf(separator) < 0) {
      return end;
    }
    while (isToken(end + 1) && text[end] == separator && !isToken(end + 2)) {
      end += 2;
    }
    return end;
  }

  private void join(int start, int end, int letters) {
    if (letters >= MANY_APART) {
      result[length++] = SET_APART;
    }
    for (int i = start; i < end; i += 2) {
      result[length++] = text[i];
    }
  }

  private void word(int start, int end) {
    boolean latin = false;
    for (int i = start; i < end; i++) {
      char c = text[i];
      latin |= c >= 'a' && c <= 'z';
    }
    for (int i = start; i < end; i++) {
      result[length++] = latin ? latinLetter(text[i]) : digitsAlike(text[i]);
    }
  }

  /** What the character stands for in a word that has a Latin letter. */
  private static char latinLetter(char c) {
    if (c >= 'a' && c <= 'z') {
      return c;
    }
    if (c == '@' || c == '$') {
      return c == '@' ? 'a' : 's';
    }
    int digit = DIGITS.indexOf(c);
    int look = LOOKS.indexOf(c);
    if (look >= 0) {
      return LATIN.charAt(look);
    }
    return digit >= 0 ? LETTERS.charAt(digit) : digitsAlike(c);
  }

  private static char digitsAlike(char c) {
    return c >= '0' && c <= '9' ? '0' : c;
  }

  private boolean isToken(int place) {
    if (place >= text.length) {
      return false;
    }
    char c = text[place];
    return Character.isLetterOrDigit(c) || c == '@' || c == '$';
  }
}
