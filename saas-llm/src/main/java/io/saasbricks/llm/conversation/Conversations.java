package io.saasbricks.llm.conversation;

import io.saasbricks.core.table.Attribute;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Entry;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.core.table.Range;
import io.saasbricks.core.table.SortKey;
import io.saasbricks.core.table.TenantTable;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A tenant's conversations: an item per exchange, so that no conversation outgrows an item and turn
 * 1,000 costs what turn 20 cost. Every item is kept for 90 days. Safe for concurrent use.
 *
 * <p>Every method throws {@link io.saasbricks.core.table.StoreUnavailableException} if the outcome
 * is not known; calling again with the same arguments is then safe.
 */
public final class Conversations {
  private static final Duration LIFETIME = Duration.ofDays(90);
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);
  private static final String OWNER = "owner";
  private static final int DELETED_AT_ONCE = 100;

  private final TenantTable table;
  private final InstantSource time;

  private Conversations(TenantTable table, InstantSource time) {
    this.table = Objects.requireNonNull(table, "table");
    this.time = Objects.requireNonNull(time, "time");
  }

  /** The conversations kept in the tenant's part of the table. */
  public static Conversations in(TenantTable table, InstantSource time) {
    return new Conversations(table, time);
  }

  /**
   * The window of a conversation, empty for one that has not begun. One query of at most 21 items:
   * a read unit per started 4 KB of them.
   */
  public ConversationWindow window(ConversationId id) {
    Page<Item> newestFirst =
        table.query(
            Keys.conversation(id), Range.all(), PageRequest.last(ConversationWindow.MOST + 1));
    List<NumberedExchange> recent = new ArrayList<>();
    Optional<Head> head = Optional.empty();
    for (Item item : newestFirst.items()) {
      if (ExchangeItems.isExchange(item)) {
        recent.add(ExchangeItems.decode(item));
      } else {
        head = Optional.of(Head.decode(item));
      }
    }
    Collections.reverse(recent);
    return new ConversationWindow(id, head, recent);
  }

  /**
   * Stores an exchange after those of the window. A message that was stored meanwhile under the
   * same id is not stored again: of copies answered at once, one has {@link
   * StoredExchange#added()}. Each exchange that others stored meanwhile costs one query and one
   * write more. One request of one write unit per started KB; the first exchange of a conversation
   * is written together with a head, which lists it with its agent, in a transaction of at least
   * six write units.
   *
   * @throws io.saasbricks.core.table.ItemTooLargeException if the texts have more than about 400 KB
   */
  public StoredExchange append(ConversationWindow window, String agentId, Exchange exchange) {
    NumberedExchange numbered = new NumberedExchange(window.count() + 1, exchange);
    Entry entry =
        Entry.of(
            Keys.conversation(window.id()),
            Keys.exchange(numbered.number()),
            ExchangeItems.encode(numbered).expiringAt(time.instant().plus(LIFETIME)));
    Head head = window.head().orElseGet(() -> Head.of(window.id(), agentId, exchange.at()));
    boolean stored = window.head().isPresent() ? put(entry) : begin(entry, head);
    return stored
        ? new StoredExchange(exchange, true, window.with(head, numbered))
        : appendAfterOthers(window.id(), agentId, exchange);
  }

  /**
   * Asks for the right to have a message answered. It lasts until it is released or its time is
   * over, so that a message whose answering died can be taken up again. One request of one write
   * unit. An answered message needs no claim: it is found in the window.
   *
   * @param time how long the caller may take; others see its end two seconds later
   * @return whether the claim is held; otherwise another call is at it
   */
  public boolean tryClaim(MessageClaim claim, Duration time) {
    Instant now = this.time.instant();
    Item held =
        Item.empty().with(OWNER, claim.owner()).expiringAt(now.plus(time).plus(CLOCKS_DIFFER));
    Entry entry = Entry.of(Keys.claims(claim.conversation()), Keys.claim(claim.messageId()), held);
    WriteOutcome outcome = table.put(entry, Condition.absentOrExpired(now));
    // Refused by its own claim, if the answer to a first attempt was lost.
    return !(outcome instanceof WriteOutcome.Refused refused)
        || refused.existing().filter(item -> isOf(claim, item)).isPresent();
  }

  private static boolean isOf(MessageClaim claim, Item item) {
    return item.string(OWNER).equals(claim.owner());
  }

  /** Gives the right up, for a message that was not answered. One request of one write unit. */
  public void release(MessageClaim claim) {
    table.delete(
        Keys.claims(claim.conversation()),
        Keys.claim(claim.messageId()),
        Attribute.attribute(OWNER).equalTo(claim.owner()));
  }

  private boolean put(Entry exchange) {
    return table.put(exchange, Condition.absent()).applied();
  }

  /** In one request, so that a first turn takes no longer than any other. */
  private boolean begin(Entry exchange, Head head) {
    return new Transaction()
        .put(table, exchange, Condition.absent())
        .put(table, entry(head), Condition.absentOrExpired(time.instant()))
        .commit()
        .applied();
  }

  /** The visitor has written twice at once: the other exchange took the place. */
  private StoredExchange appendAfterOthers(ConversationId id, String agentId, Exchange exchange) {
    ConversationWindow current = window(id);
    return current
        .find(exchange.messageId())
        .map(known -> new StoredExchange(known, isSame(known, exchange), current))
        .orElseGet(() -> append(current, agentId, exchange));
  }

  /** Stored by this call, if the answer to a first attempt was lost. */
  private static boolean isSame(Exchange stored, Exchange exchange) {
    return stored.at().equals(exchange.at()) && stored.assistant().equals(exchange.assistant());
  }

  private Entry entry(Head head) {
    return Entry.of(
            Keys.conversation(head.id()),
            Keys.head(),
            head.encode().expiringAt(time.instant().plus(LIFETIME)))
        .indexedBy(Keys.conversationsOf(head.agentId()), Keys.at(head.startedAt(), head.id()));
  }

  /**
   * Stores the summary of all exchanges up to that number, unless one of more is stored, or the
   * conversation was deleted meanwhile: it stays deleted.
   */
  boolean keepSummary(Head head, String summary, long upTo) {
    Condition older = Attribute.attribute("summarised").lessThan(upTo);
    return table.put(entry(head.summarising(summary, upTo)), older).applied();
  }

  /**
   * A conversation's exchanges, for its owner or for whoever demands their data. One request: a
   * read unit per started 4 KB.
   *
   * @throws io.saasbricks.core.table.InvalidCursorException if the cursor is not of this query
   */
  public Page<Exchange> history(ConversationId id, PageRequest page) {
    return table
        .query(Keys.conversation(id), Range.under(Keys.EXCHANGES), page)
        .map(item -> ExchangeItems.decode(item).exchange());
  }

  /**
   * An agent's conversations by their start. One request, and one more per conversation. The list
   * is an index: a conversation that began within the last second may be missing.
   *
   * @throws io.saasbricks.core.table.InvalidCursorException if the cursor is not of this query
   */
  public Page<ConversationOverview> ofAgent(String agentId, PageRequest page) {
    Page<Item> heads = table.queryIndex(Keys.conversationsOf(agentId), Range.all(), page);
    return new Page<>(
        heads.items().stream().map(Head::decode).flatMap(head -> overview(head).stream()).toList(),
        heads.cursor());
  }

  private Optional<ConversationOverview> overview(Head head) {
    return table
        .query(Keys.conversation(head.id()), Range.under(Keys.EXCHANGES), PageRequest.last(1))
        .items()
        .stream()
        .map(ExchangeItems::decode)
        .map(
            last ->
                new ConversationOverview(
                    head.id(), head.startedAt(), last.exchange().at(), last.number()))
        .findFirst();
  }

  /**
   * Deletes a conversation with its summary. One write per exchange, so for data-protection
   * requests and not for tidying up; repeatable after a failure. A lead that came of it is its own
   * item: see {@link Leads#delete}.
   */
  public void delete(ConversationId id) {
    List<SortKey> keys = keys(id);
    while (!keys.isEmpty()) {
      keys.forEach(key -> table.delete(Keys.conversation(id), key, Condition.always()));
      keys = keys(id);
    }
    table.delete(Keys.conversation(id), Keys.head(), Condition.always());
  }

  private List<SortKey> keys(ConversationId id) {
    return table
        .query(
            Keys.conversation(id), Range.under(Keys.EXCHANGES), PageRequest.first(DELETED_AT_ONCE))
        .items()
        .stream()
        .map(item -> Keys.exchange(ExchangeItems.decode(item).number()))
        .toList();
  }
}
