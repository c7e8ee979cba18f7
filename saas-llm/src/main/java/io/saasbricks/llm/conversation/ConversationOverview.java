package io.saasbricks.llm.conversation;

import java.time.Instant;

/** A conversation in a list: when it began, when it was last gone on with, how long it is. */
public record ConversationOverview(
    ConversationId id, Instant startedAt, Instant lastAt, long exchanges) {}
