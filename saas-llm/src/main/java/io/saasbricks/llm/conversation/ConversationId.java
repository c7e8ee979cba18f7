package io.saasbricks.llm.conversation;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The id of a conversation. Whoever knows it may go on with it, so it is not to be guessed.
 *
 * @param value {@code [A-Za-z0-9_-]{16,64}}
 */
public record ConversationId(String value) {
  private static final String GRAMMAR = "[A-Za-z0-9_-]{16,64}";
  private static final int RANDOM_BYTES = 18;

  public ConversationId {
    if (!value.matches(GRAMMAR)) {
      throw new IllegalArgumentException("conversation id must match " + GRAMMAR);
    }
  }

  /** The id in a text that a caller sent; empty if it is none. */
  public static Optional<ConversationId> tryParse(String text) {
    return text.matches(GRAMMAR) ? Optional.of(new ConversationId(text)) : Optional.empty();
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
