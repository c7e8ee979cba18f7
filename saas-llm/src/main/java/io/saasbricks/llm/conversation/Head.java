package io.saasbricks.llm.conversation;

import io.saasbricks.core.table.Item;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a conversation as a whole.
 *
 * @param summary of the exchanges that no window shows any more
 * @param summarised the number of the last exchange in the summary; 0 without one
 */
record Head(
    ConversationId id,
    String agentId,
    Instant startedAt,
    Optional<String> summary,
    long summarised) {

  static Head of(ConversationId id, String agentId, Instant startedAt) {
    return new Head(id, agentId, startedAt, Optional.empty(), 0);
  }

  Item encode() {
    return Item.empty()
        .with("id", id.value())
        .with("agent", agentId)
        .with("startedAt", startedAt)
        .with("summary", summary)
        .with("summarised", summarised);
  }

  static Head decode(Item item) {
    return new Head(
        new ConversationId(item.string("id")),
        item.string("agent"),
        item.instant("startedAt"),
        item.optionalString("summary"),
        item.number("summarised"));
  }

  Head summarising(String text, long upTo) {
    return new Head(id, agentId, startedAt, Optional.of(text), upTo);
  }
}
