package io.saasbricks.llm.conversation;

import java.util.random.RandomGenerator;

/**
 * The right to have one message answered, so that of two copies under way at once only one is paid
 * for.
 *
 * @param owner who holds it; no two calls may have the same
 */
public record MessageClaim(ConversationId conversation, String messageId, String owner) {
  public MessageClaim {
    Exchange.requireMessageId(messageId);
  }

  /** A claim of an owner that there was not before. */
  public static MessageClaim of(
      ConversationId conversation, String messageId, RandomGenerator random) {
    return new MessageClaim(conversation, messageId, ConversationId.random(random).value());
  }
}
