package io.saasbricks.ratelimit.internal;

/** How a message looks, apart from its words: shouting inside a sentence, quotes, its last sign. */
final class MessageShape {
  static final int SHOUTS = 1;
  static final int SHOUTS_LONG = 2;
  static final int QUOTES = 4;
  static final int QUESTION = 8;
  static final int ONE_QUESTION = 16;
  static final int COLON = 32;

  private static final int SHOUTED_LETTERS = 3;
  private static final int SHOUTED_WORDS = 3;
  private static final int MANY_SHOUTED_WORDS = 6;

  private int lower;
  private int shouted;
  private int letters;
  private boolean upper = true;
  private int quotes;
  private int questions;

  private MessageShape() {}

  /** The traits of the message, each a bit. */
  static int of(String message) {
    MessageShape shape = new MessageShape();
    for (int i = 0; i < message.length(); i++) {
      shape.read(message.charAt(i));
    }
    shape.endWord();
    return shape.traits(message.strip());
  }

  private void read(char c) {
    if (Character.isLetter(c)) {
      letters++;
      if (!Character.isUpperCase(c)) {
        lower++;
        upper = false;
      }
      return;
    }
    endWord();
    quotes += c == '"' || c == '“' ? 1 : 0;
    questions += c == '?' ? 1 : 0;
  }

  private void endWord() {
    shouted += upper && letters >= SHOUTED_LETTERS ? 1 : 0;
    letters = 0;
    upper = true;
  }

  private int traits(String message) {
    int traits = 0;
    if (lower > 0 && shouted >= SHOUTED_WORDS) {
      traits |= shouted >= MANY_SHOUTED_WORDS ? SHOUTS | SHOUTS_LONG : SHOUTS;
    }
    if (quotes >= 2) {
      traits |= QUOTES;
    }
    if (message.endsWith("?") || message.endsWith("？")) {
      traits |= questions == 1 ? QUESTION | ONE_QUESTION : QUESTION;
    }
    return message.endsWith(":") ? traits | COLON : traits;
  }
}
