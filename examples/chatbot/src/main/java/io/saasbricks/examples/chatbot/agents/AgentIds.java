package io.saasbricks.examples.chatbot.agents;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** Ids of 20 characters that sort by time: 9 of the millisecond, 11 random (55 bits). */
final class AgentIds {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TIME = 9;
  private static final int RANDOM = 11;
  private static final int BITS = 5;

  private AgentIds() {}

  /** Whether the text can be the id of an agent. */
  static boolean wellFormed(String text) {
    return text.length() == TIME + RANDOM && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }

  static String next(Instant now, RandomGenerator random) {
    StringBuilder id = new StringBuilder(TIME + RANDOM);
    for (int i = TIME - 1; i >= 0; i--) {
      id.append(ALPHABET.charAt((int) (now.toEpochMilli() >>> (i * BITS)) & 31));
    }
    for (int i = 0; i < RANDOM; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
