package io.saasbricks.ratelimit.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What some words mean in any of thirty languages: {@code forget}, {@code vergiss} and {@code 忘记}
 * are one concept. What the model learns about an attack in one language it thus knows of the
 * others.
 *
 * <p>A line of the resource names a concept and lists its words; a hyphen at the end stands for any
 * ending. Words are kept as hashes, so that a message is compared while it is read.
 */
final class Concepts {
  /** No concept. */
  static final int NONE = 0;

  /** The longest word of a script that is written without spaces. */
  static final int LONGEST_UNSPACED = 8;

  private static final String RESOURCE = "concepts.txt";
  private static final int SLOTS = 1 << 13;
  private static final int STEM = 1;
  private static final int WHOLE = 2;

  private final int[] hashes = new int[SLOTS];
  private final byte[] concepts = new byte[SLOTS];

  private Concepts() {}

  /** The concepts of this library, read once. */
  static Concepts standard() {
    return Standard.CONCEPTS;
  }

  /** The concept that words with this beginning belong to, by the hash of the beginning. */
  int ofStem(int hash) {
    return concepts[slot(Hashing.mix(hash, STEM))];
  }

  /** The concept of exactly this word, by its hash. */
  int ofWord(int hash) {
    return concepts[slot(Hashing.mix(hash, WHOLE))];
  }

  private void add(String written, int concept) {
    boolean stem = written.endsWith("-");
    String word = stem ? written.substring(0, written.length() - 1) : written;
    boolean unspaced = MessageFeatures.isUnspaced(word.charAt(0));
    int hash = Hashing.mix(Hashing.of(word), stem || unspaced ? STEM : WHOLE);
    int slot = slot(hash);
    hashes[slot] = hash;
    concepts[slot] = (byte) concept;
  }

  /** Where the hash is, or would be; there are far more slots than words. */
  private int slot(int hash) {
    int slot = hash & (SLOTS - 1);
    while (concepts[slot] != NONE && hashes[slot] != hash) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  private static final class Standard {
    static final Concepts CONCEPTS = load();

    private static Concepts load() {
      try (InputStream in = Concepts.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("resource " + RESOURCE + " is missing");
        }
        return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Concepts parse(String text) {
      Concepts concepts = new Concepts();
      String[] lines = text.split("\n", -1);
      for (int line = 0; line < lines.length; line++) {
        String[] words = lines[line].split(" ", -1);
        for (int i = 1; i < words.length; i++) {
          concepts.add(words[i], line + 1);
        }
      }
      return concepts;
    }
  }
}
