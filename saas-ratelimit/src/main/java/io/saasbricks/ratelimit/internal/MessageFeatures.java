package io.saasbricks.ratelimit.internal;

/*
 * The hashing trick (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009):
 * each feature is hashed into one of 2^17 buckets and gets a sign, so that no vocabulary is stored and
 * no input can be out of it. The features are
 *
 * - words, pairs of words, pairs with a gap, and runs of five characters;
 * - concepts, ordered pairs of concepts that are near each other, and triples in a row;
 * - traits of the message's shape.
 *
 * A sentence begins with a mark of its own, which tells the order "ignore the rules" from the question
 * "can I ignore the rules".
 */

/**
 * Turns a message into the features that the model weighs. Linear in the length of any text in any
 * language. Not safe for concurrent use; one object serves one message.
 */
public final class MessageFeatures {
  /** The number of buckets. */
  public static final int BUCKETS = 1 << 17;

  private static final int GRAM = 5;
  private static final int GRAMS = 5;
  private static final int TRAITS = 9;
  private static final String BOUNDARIES = ".!?:;\n。！？";

  private final Concepts concepts = Concepts.standard();
  private final Buckets buckets = new Buckets();
  private final ConceptTrail trail = new ConceptTrail(buckets);
  private final String text;
  private int before = Hashing.GOLDEN;
  private int twoBefore = Hashing.GOLDEN;

  private MessageFeatures(String text) {
    this.text = text;
  }

  /** The distinct buckets of the message's features; one with the sign minus is complemented. */
  public static int[] of(String message) {
    MessageFeatures features = new MessageFeatures(FoldedText.of(message));
    features.readWords();
    features.readRuns();
    features.readShape(message);
    return features.buckets.toArray();
  }

  /** Scripts written without spaces, whose characters are taken for words. */
  static boolean isUnspaced(char c) {
    return (c >= '\u3040' && c <= '\u30FF')
        || (c >= '\u3400' && c <= '\u9FFF')
        || (c >= '\u0E00' && c <= '\u0E7F');
  }

  private void readWords() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isUnspaced(c)) {
        unspaced(i++);
      } else if (isWordPart(i)) {
        i = word(i);
      } else {
        if (BOUNDARIES.indexOf(c) >= 0) {
          boundary();
        }
        i++;
      }
    }
  }

  /** Reads the word that starts here; returns the place after it. */
  private int word(int start) {
    int hash = Hashing.BASIS;
    int concept = Concepts.NONE;
    int i = start;
    while (i < text.length() && isWordPart(i)) {
      hash = Hashing.extend(hash, text.charAt(i));
      concept = latest(concepts.ofStem(hash), concept);
      i++;
    }
    add(hash, latest(concepts.ofWord(hash), concept));
    return i;
  }

  /** Reads the character as a word, and as the beginning of a concept of several characters. */
  private void unspaced(int start) {
    int hash = Hashing.BASIS;
    int concept = Concepts.NONE;
    int end = Math.min(text.length(), start + Concepts.LONGEST_UNSPACED);
    for (int i = start; i < end && isUnspaced(text.charAt(i)); i++) {
      hash = Hashing.extend(hash, text.charAt(i));
      concept = latest(concepts.ofStem(hash), concept);
    }
    add(Hashing.extend(Hashing.BASIS, text.charAt(start)), concept);
  }

  private void add(int word, int concept) {
    buckets.add(1, word);
    buckets.add(2, before * 31 + word);
    buckets.add(3, twoBefore * 31 + word);
    twoBefore = before;
    before = word;
    trail.word(concept);
  }

  private void boundary() {
    before = Hashing.GOLDEN;
    twoBefore = Hashing.GOLDEN;
    trail.boundary();
  }

  private void readRuns() {
    char[] spaced = new char[text.length() + 2];
    int length = singleSpaced(spaced);
    for (int start = 0; start + GRAM <= length; start++) {
      int hash = Hashing.BASIS;
      for (int i = start; i < start + GRAM; i++) {
        hash = Hashing.extend(hash, spaced[i]);
      }
      buckets.add(GRAMS, hash);
    }
  }

  /** Writes the text with one space before and after it and where there were several. */
  private int singleSpaced(char[] spaced) {
    int length = 0;
    spaced[length++] = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' || spaced[length - 1] != ' ') {
        spaced[length++] = c;
      }
    }
    if (spaced[length - 1] != ' ') {
      spaced[length++] = ' ';
    }
    return length;
  }

  private void readShape(String message) {
    int traits = MessageShape.of(message);
    for (int trait = traits; trait != 0; trait &= trait - 1) {
      buckets.add(TRAITS, Integer.lowestOneBit(trait));
    }
    if (text.indexOf(Disguises.SET_APART) >= 0) {
      buckets.add(TRAITS, 0);
    }
  }

  private boolean isWordPart(int place) {
    char c = text.charAt(place);
    if (c == '\'') {
      return place > 0 && isLetter(place - 1) && isLetter(place + 1);
    }
    return (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) && !isUnspaced(c);
  }

  private boolean isLetter(int place) {
    return place < text.length() && Character.isLetter(text.charAt(place));
  }

  private static int latest(int found, int otherwise) {
    return found == Concepts.NONE ? otherwise : found;
  }
}
