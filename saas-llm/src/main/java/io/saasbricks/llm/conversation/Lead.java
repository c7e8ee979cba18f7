package io.saasbricks.llm.conversation;

import java.time.Instant;

/**
 * A visitor who can be reached.
 *
 * @param conversation where the details were given; also the lead's id, as a conversation has one
 * @param at when the first of them was given
 */
public record Lead(ConversationId conversation, Contact contact, Instant at) {}
