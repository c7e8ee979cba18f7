package io.saasbricks.ratelimit.internal;

import java.util.Arrays;

/*
 * The hashing trick (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009):
 * each feature is hashed into one of 2^17 buckets, so that no vocabulary is stored and no input can
 * be out of it. The features are words, pairs and triples of words, pairs with a gap, and runs of five
 * characters. A sentence begins with a mark of its own, which tells the order "ignore the rules" from the
 * question "can I ignore the rules".
 */

/**
 * Turns a message into the features that the model weighs. One pass, linear in the length of any
 * text in any language. Not safe for concurrent use; one object serves one message.
 */
public final class MessageFeatures {
  /** The number of buckets. */
  public static final int BUCKETS = 1 << 17;

  private static final int GRAM = 5;
  private static final int START = 0x9E3779B9;
  private static final int PRIME = 0x01000193;
  private static final int BASIS = 0x811C9DC5;

  private final long[] present = new long[BUCKETS / Long.SIZE];
  private final char[] recent = new char[GRAM];
  private int[] buckets = new int[256];
  private int count;
  private int characters;
  private int word;
  private int before = START;
  private int twoBefore = START;

  private MessageFeatures() {}

  /** The distinct buckets of the message's features, in order of appearance. */
  public static int[] of(String message) {
    MessageFeatures features = new MessageFeatures();
    features.boundary();
    for (int i = 0; i < message.length(); i++) {
      features.read(message.charAt(i));
    }
    features.boundary();
    return Arrays.copyOf(features.buckets, features.count);
  }

  private void read(char raw) {
    char c = HiddenText.fold(raw);
    if (c == HiddenText.NOTHING) {
      return;
    }
    boolean letter = Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    if (letter && !isIdeograph(c)) {
      word = extend(word == 0 ? BASIS : word, c);
    } else {
      endWord();
      if (letter) {
        word = extend(BASIS, c);
        endWord();
      } else if (isBoundary(c)) {
        before = START;
        twoBefore = START;
      }
    }
    gram(c);
  }

  private void boundary() {
    endWord();
    gram(' ');
  }

  private void endWord() {
    if (word == 0) {
      return;
    }
    add(mix(word, 1));
    add(mix(before * 31 + word, 2));
    add(mix((twoBefore * 31 + before) * 31 + word, 3));
    add(mix(twoBefore * 31 + word, 4));
    twoBefore = before;
    before = word;
    word = 0;
  }

  private void gram(char c) {
    if (c == ' ' && characters > 0 && recent[(characters - 1) % GRAM] == ' ') {
      return;
    }
    recent[characters % GRAM] = c;
    characters++;
    if (characters < GRAM) {
      return;
    }
    int hash = BASIS;
    for (int i = 0; i < GRAM; i++) {
      hash = extend(hash, recent[(characters + i) % GRAM]);
    }
    add(mix(hash, 5));
  }

  private void add(int hash) {
    int bucket = hash & (BUCKETS - 1);
    long bit = 1L << bucket;
    if ((present[bucket / Long.SIZE] & bit) != 0) {
      return;
    }
    present[bucket / Long.SIZE] |= bit;
    if (count == buckets.length) {
      buckets = Arrays.copyOf(buckets, 2 * count);
    }
    buckets[count++] = bucket;
  }

  /** A step of the hash FNV-1. */
  private static int extend(int hash, char c) {
    return (hash * PRIME) ^ c;
  }

  /** The finaliser of MurmurHash3, so that kinds of features do not share patterns. */
  private static int mix(int hash, int kind) {
    int h = hash + kind * START;
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }

  private static boolean isBoundary(char c) {
    return c == '.' || c == '!' || c == '?' || c == ':' || c == '\n' || c == '。' || c == '！';
  }

  /** Scripts written without spaces, whose characters are taken for words. */
  private static boolean isIdeograph(char c) {
    return (c >= '\u3040' && c <= '\u30FF') || (c >= '\u3400' && c <= '\u9FFF');
  }
}
