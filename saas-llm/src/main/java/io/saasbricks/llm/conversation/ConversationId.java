package io.saasbricks.llm.conversation;

import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The id of a conversation. Whoever knows it may go on with it, so it is not to be guessed.
 *
 * @param value {@code [A-Za-z0-9_-]{16,64}}
 */
public record ConversationId(String value) {
  private static final int RANDOM_BYTES = 18;

  public ConversationId {
    if (!value.matches("[A-Za-z0-9_-]{16,64}")) {
      throw new IllegalArgumentException("conversation id must match [A-Za-z0-9_-]{16,64}");
    }
  }

  /** A new id of 144 random bits; the source must be a secure one in production. */
  public static ConversationId random(RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new ConversationId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public String toString() {
    return value;
  }
}
