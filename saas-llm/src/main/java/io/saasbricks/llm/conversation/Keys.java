package io.saasbricks.llm.conversation;

import io.saasbricks.core.table.ItemCollection;
import io.saasbricks.core.table.SortKey;
import java.time.Instant;

/** The places of all items of this package, within a tenant's part of a table. */
final class Keys {
  /** {@code M}: what the keys of exchanges begin with. */
  static final SortKey EXCHANGES = SortKey.of("M");

  private Keys() {}

  /** {@code C#<conversation>}: a conversation's exchanges and its head. */
  static ItemCollection conversation(ConversationId id) {
    return ItemCollection.of("C", id.value());
  }

  /** {@code M#<number, 12 digits>}: exchanges in their order. */
  static SortKey exchange(long number) {
    return EXCHANGES.then(padded(number, 12));
  }

  /** {@code Z#HEAD}: after all exchanges, so that a query from the end begins with it. */
  static SortKey head() {
    return SortKey.of("Z", "HEAD");
  }

  /** {@code AC#<agent>}, in the index: an agent's conversations. */
  static ItemCollection conversationsOf(String agentId) {
    return ItemCollection.of("AC", agentId);
  }

  /** {@code <milliseconds, 13 digits>#<conversation>}, in the index. */
  static SortKey at(Instant time, ConversationId id) {
    return SortKey.of(padded(time.toEpochMilli(), 13), id.value());
  }

  /** By hand: a format string would load the locale data of a fresh JVM. */
  private static String padded(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  /** {@code CLAIM#<conversation>}: the messages that are being answered. */
  static ItemCollection claims(ConversationId id) {
    return ItemCollection.of("CLAIM", id.value());
  }

  /** {@code <message id>}. */
  static SortKey claim(String messageId) {
    return SortKey.of(messageId);
  }

  /** {@code LEAD#<agent>}: an agent's leads, one per conversation. */
  static ItemCollection leads(String agentId) {
    return ItemCollection.of("LEAD", agentId);
  }

  /** {@code <conversation>}: the lead that came of it. */
  static SortKey lead(ConversationId id) {
    return SortKey.of(id.value());
  }

  /** {@code AL#<agent>}, in the index: an agent's leads by time. */
  static ItemCollection leadsByTime(String agentId) {
    return ItemCollection.of("AL", agentId);
  }
}
