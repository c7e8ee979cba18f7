package io.saasbricks.auth;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** Makes ids that sort by the millisecond they were made in and are unique by 80 random bits. */
final class TimeOrderedId {
  /** Sorted as their characters are, and free of look-alikes (Crockford's base 32). */
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int BITS = 5;
  private static final int TIME = 10;
  private static final int RANDOM = 16;

  private TimeOrderedId() {}

  /** An id of 26 characters of {@code [0-9a-z]}. */
  static String at(Instant time, RandomGenerator random) {
    StringBuilder id = new StringBuilder(TIME + RANDOM);
    for (int i = TIME - 1; i >= 0; i--) {
      id.append(ALPHABET.charAt((int) (time.toEpochMilli() >>> (i * BITS)) & 31));
    }
    for (int i = 0; i < RANDOM; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
