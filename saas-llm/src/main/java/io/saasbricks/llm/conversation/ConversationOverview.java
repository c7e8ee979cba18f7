package io.saasbricks.llm.conversation;

import java.time.Instant;

/**
 * A conversation in a list.
 *
 * @param startedAt when its first exchange was
 * @param lastAt when its last exchange was
 * @param exchanges how many there were, forgotten ones included
 */
public record ConversationOverview(
    ConversationId id, Instant startedAt, Instant lastAt, long exchanges) {}
