package io.saasbricks.llm.conversation;

import io.saasbricks.llm.Affinity;
import io.saasbricks.llm.ChatMessage;
import io.saasbricks.llm.TokenUsage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The part of a conversation that a model is shown. Immutable.
 *
 * <p>The window grows to 19 exchanges and is then cut back to 10. Between cuts every request begins
 * with the bytes of the one before, which vendors charge up to fifty times less for; a window that
 * slides at every turn changes its beginning and is paid in full each time.
 */
public final class ConversationWindow {
  /** The exchanges that a cut leaves, and after how many more the next cut comes. */
  static final int BLOCK = 10;

  /** The exchanges to read: a full window, and one more so that a summary misses none. */
  static final int MOST = 2 * BLOCK;

  private final ConversationId id;
  private final Optional<Head> head;
  private final List<NumberedExchange> recent;

  /** The recent exchanges oldest first. */
  ConversationWindow(ConversationId id, Optional<Head> head, List<NumberedExchange> recent) {
    this.id = id;
    this.head = head;
    this.recent = List.copyOf(recent);
  }

  /** The window of a conversation that is about to begin; no request is needed to know it. */
  public static ConversationWindow beginning(ConversationId id) {
    return new ConversationWindow(id, Optional.empty(), List.of());
  }

  /** The conversation's id. */
  public ConversationId id() {
    return id;
  }

  /** The agent it is a conversation with; empty before the first exchange. */
  public Optional<String> agentId() {
    return head.map(Head::agentId);
  }

  /** How many exchanges the whole conversation has so far, forgotten ones included. */
  public long count() {
    return recent.isEmpty() ? 0 : recent.get(recent.size() - 1).number();
  }

  /**
   * What the conversation was about before the window, if that was summarised. Written by a model
   * from what visitors wrote, so as little to be trusted as they are.
   */
  public Optional<String> summary() {
    return head.flatMap(Head::summary);
  }

  /** The exchanges in the window, oldest first. */
  public List<Exchange> exchanges() {
    return after(start(count())).map(NumberedExchange::exchange).toList();
  }

  /** The exchange of that message, if it is one of the last 20: the message was answered before. */
  public Optional<Exchange> find(String messageId) {
    return recent.stream()
        .map(NumberedExchange::exchange)
        .filter(exchange -> exchange.messageId().equals(messageId))
        .findFirst();
  }

  /** The model to go on with. */
  public Optional<Affinity> affinity() {
    return recent.isEmpty()
        ? Optional.empty()
        : Optional.of(recent.get(recent.size() - 1).exchange())
            .map(last -> new Affinity(last.model(), last.intended()));
  }

  /**
   * The window as messages, without its oldest exchanges if it would have more tokens than allowed,
   * and with the new message last. Exchanges without an answer are left out.
   *
   * @param mostTokens of all messages together, as {@link TokenUsage#estimate} has them; the new
   *     message is in the result even if it alone has more
   */
  public List<ChatMessage> messages(String newMessage, long mostTokens) {
    List<Exchange> shown = new ArrayList<>();
    long tokens = TokenUsage.estimate(newMessage);
    List<Exchange> newestFirst = new ArrayList<>(exchanges());
    Collections.reverse(newestFirst);
    for (Exchange exchange : newestFirst) {
      tokens += TokenUsage.estimate(exchange.user()) + TokenUsage.estimate(exchange.assistant());
      if (tokens > mostTokens) {
        break;
      }
      shown.add(exchange);
    }
    Collections.reverse(shown);
    Stream<ChatMessage> earlier =
        shown.stream()
            .filter(exchange -> !exchange.assistant().isBlank())
            .flatMap(
                exchange ->
                    Stream.of(
                        ChatMessage.user(exchange.user()),
                        ChatMessage.assistant(exchange.assistant())));
    return Stream.concat(earlier, Stream.of(ChatMessage.user(newMessage))).toList();
  }

  /** The number of the last exchange before the window of a conversation of that many. */
  static long start(long count) {
    return count < MOST ? 0 : (count / BLOCK - 1) * BLOCK;
  }

  /** The exchanges before the window that no summary covers; empty if there are none. */
  List<Exchange> unsummarised() {
    long summarised = head.map(Head::summarised).orElse(0L);
    return after(summarised)
        .filter(numbered -> numbered.number() <= start(count()))
        .map(NumberedExchange::exchange)
        .toList();
  }

  Optional<Head> head() {
    return head;
  }

  ConversationWindow with(Head known, NumberedExchange newest) {
    List<NumberedExchange> longer = new ArrayList<>(recent);
    longer.add(newest);
    return new ConversationWindow(id, Optional.of(known), longer);
  }

  private Stream<NumberedExchange> after(long number) {
    return recent.stream().filter(numbered -> numbered.number() > number);
  }
}
