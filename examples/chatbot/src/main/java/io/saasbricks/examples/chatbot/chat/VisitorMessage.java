package io.saasbricks.examples.chatbot.chat;

import io.saasbricks.core.http.RequestBody;
import io.saasbricks.llm.conversation.ConversationId;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a visitor sends.
 *
 * @param conversation the conversation to go on with; empty to begin one
 * @param messageId the client's name of the message, by which a message sent again is recognised
 */
public record VisitorMessage(
    String text, Optional<ConversationId> conversation, Optional<String> messageId) {
  private static final int LONGEST = 4_000;
  private static final int LONGEST_ID = 64;
  private static final String ID = "[A-Za-z0-9_-]{1,64}";

  /** The message in a body, whose errors the body collects. */
  public static VisitorMessage read(RequestBody body) {
    String text = body.text("message", LONGEST);
    Optional<String> conversation = body.optionalText("conversationId", LONGEST_ID);
    Optional<String> messageId = body.optionalText("messageId", LONGEST_ID);
    messageId
        .filter(id -> !id.matches(ID))
        .ifPresent(id -> body.reject("messageId", "must match " + ID));
    return new VisitorMessage(text, conversation.flatMap(id -> parse(id, body)), messageId);
  }

  private static Optional<ConversationId> parse(String id, RequestBody body) {
    Optional<ConversationId> conversation = ConversationId.tryParse(id);
    if (conversation.isEmpty()) {
      body.reject("conversationId", "is no id of a conversation");
    }
    return conversation;
  }

  /** The client's name of the message, or a random one. */
  String idOr(RandomGenerator random) {
    return messageId.orElseGet(() -> ConversationId.random(random).value());
  }
}
