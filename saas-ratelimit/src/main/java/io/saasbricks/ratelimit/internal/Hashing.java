package io.saasbricks.ratelimit.internal;

/** FNV-1 character by character, finished by the mixer of MurmurHash3. */
final class Hashing {
  static final int BASIS = 0x811C9DC5;
  static final int GOLDEN = 0x9E3779B9;

  private static final int PRIME = 0x01000193;

  private Hashing() {}

  static int extend(int hash, char c) {
    return (hash * PRIME) ^ c;
  }

  static int of(CharSequence text) {
    int hash = BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = extend(hash, text.charAt(i));
    }
    return hash;
  }

  /** Spread over all bits, and different for each kind. */
  static int mix(int hash, int kind) {
    int h = hash + kind * GOLDEN;
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }
}
