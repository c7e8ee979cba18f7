package io.saasbricks.local.vendors;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer without its vendor's wire format.
 *
 * @param complete false if the answer was cut at the longest length asked for
 * @param promptTokens all tokens of the prompt
 * @param cachedTokens those of them that the vendor had in its cache
 * @param answerTokens the tokens of the text
 */
record Completion(
    String text, boolean complete, int promptTokens, int cachedTokens, int answerTokens) {
  private static final int WORDS_PER_PIECE = 3;

  /** The text in the pieces in which it is streamed. */
  List<String> pieces() {
    String[] words = text.split("(?<=\\s)");
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < words.length; i += WORDS_PER_PIECE) {
      int end = Math.min(words.length, i + WORDS_PER_PIECE);
      pieces.add(String.join("", List.of(words).subList(i, end)));
    }
    return pieces;
  }
}
