package io.saasbricks.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.table.InvalidCursorException;
import io.saasbricks.core.table.ItemTooLargeException;
import io.saasbricks.core.table.Page;
import io.saasbricks.core.table.PageRequest;
import io.saasbricks.llm.Affinity;
import io.saasbricks.llm.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What conversations promise over any DynamoDB. */
abstract class ConversationsContract {
  private static final ConversationId ID = new ConversationId("conversation-000001");
  private static final String AGENT = "agent1";

  private final TestTable test;
  private final Conversations conversations;

  ConversationsContract(TestTable test) {
    this.test = test;
    this.conversations = Conversations.in(test.table(), test.time());
  }

  private Exchange exchange(int number) {
    return exchange("message-" + number, "question " + number, "answer " + number);
  }

  private Exchange exchange(String messageId, String user, String assistant) {
    return new Exchange(
        messageId,
        test.time().instant(),
        user,
        assistant,
        "openai",
        "gpt-4o-mini",
        "gpt-4o-mini",
        new TokenUsage(120, 100, 5, 30, 7, true),
        new BigDecimal("0.0000123"),
        Duration.ofMillis(850),
        2);
  }

  private StoredExchange append(ConversationId id, Exchange exchange) {
    return conversations.append(conversations.window(id), AGENT, exchange);
  }

  private void appendUpTo(int count) {
    ConversationWindow window = conversations.window(ID);
    for (int number = (int) window.count() + 1; number <= count; number++) {
      window = conversations.append(window, AGENT, exchange(number)).window();
    }
  }

  @Test
  void ofTwoClaimsOnOneMessageOneIsHeldUntilItIsReleased() {
    MessageClaim first = MessageClaim.of(ID, "message-1", new Random(1));
    MessageClaim second = MessageClaim.of(ID, "message-1", new Random(2));
    Duration time = Duration.ofSeconds(30);
    assertThat(conversations.tryClaim(first, time)).isTrue();
    assertThat(conversations.tryClaim(first, time)).as("repeated after a lost answer").isTrue();
    assertThat(conversations.tryClaim(second, time)).isFalse();
    conversations.release(second);
    assertThat(conversations.tryClaim(second, time)).as("not its own to release").isFalse();
    assertThat(conversations.tryClaim(MessageClaim.of(ID, "message-2", new Random(3)), time))
        .isTrue();
    conversations.release(first);
    assertThat(conversations.tryClaim(second, time)).isTrue();
  }

  @Test
  void aClaimWhoseTimeIsOverIsTakenOver() {
    MessageClaim first = MessageClaim.of(ID, "message-1", new Random(1));
    MessageClaim second = MessageClaim.of(ID, "message-1", new Random(2));
    assertThat(conversations.tryClaim(first, Duration.ofSeconds(30))).isTrue();
    test.time().advance(Duration.ofSeconds(31));
    assertThat(conversations.tryClaim(second, Duration.ofSeconds(30))).isFalse();
    test.time().advance(Duration.ofSeconds(2));
    assertThat(conversations.tryClaim(second, Duration.ofSeconds(30))).isTrue();
    conversations.release(first);
    assertThat(conversations.tryClaim(first, Duration.ofSeconds(30))).isFalse();
  }

  @Test
  void aClaimIsOneWriteUnitAndNoPartOfTheConversation() {
    MessageClaim claim = MessageClaim.of(ID, "message-1", new Random(1));
    var cost = test.cost(() -> conversations.tryClaim(claim, Duration.ofSeconds(30)));
    assertThat(cost.requests()).isEqualTo(1);
    assertThat(cost.writeUnits()).isEqualTo(1);
    assertThat(conversations.window(ID).count()).isZero();
    assertThat(ConversationWindow.beginning(ID).exchanges()).isEmpty();
  }

  @Test
  void aConversationThatHasNotBegunIsEmpty() {
    ConversationWindow window = conversations.window(ID);
    assertThat(window.count()).isZero();
    assertThat(window.exchanges()).isEmpty();
    assertThat(window.agentId()).isEmpty();
    assertThat(window.affinity()).isEmpty();
  }

  @Test
  void anExchangeComesBackAsItWasStored() {
    Exchange exchange = exchange("m1", "Grüße ✓", "");
    assertThat(append(ID, exchange).added()).isTrue();
    ConversationWindow window = conversations.window(ID);
    assertThat(window.exchanges()).containsExactly(exchange);
    assertThat(window.agentId()).contains(AGENT);
    assertThat(window.affinity()).contains(new Affinity("gpt-4o-mini", "gpt-4o-mini"));
  }

  @Test
  void theWindowGrowsToNineteenAndIsCutToTen() {
    for (int count = 1; count <= 45; count++) {
      appendUpTo(count);
      ConversationWindow window = conversations.window(ID);
      int first = count < 20 ? 1 : count / 10 * 10 - 9;
      assertThat(window.count()).isEqualTo(count);
      assertThat(window.exchanges())
          .extracting(Exchange::messageId)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(first, count).mapToObj(n -> "message-" + n).toList());
    }
  }

  @Test
  void theWindowAfterAnAppendIsTheOneThatIsReadNext() {
    appendUpTo(19);
    StoredExchange stored = append(ID, exchange(20));
    assertThat(stored.window().exchanges())
        .isEqualTo(conversations.window(ID).exchanges())
        .hasSize(10);
  }

  @Test
  void aMessageAnsweredBeforeIsFound() {
    appendUpTo(20);
    ConversationWindow window = conversations.window(ID);
    assertThat(window.find("message-1")).contains(exchange(1));
    assertThat(window.find("message-21")).isEmpty();
  }

  @Test
  void theSameMessageSentTwiceAtOnceIsStoredOnce() {
    appendUpTo(3);
    ConversationWindow both = conversations.window(ID);
    Exchange first = exchange("m4", "hello?", "first answer");
    assertThat(conversations.append(both, AGENT, first).added()).isTrue();
    StoredExchange second =
        conversations.append(both, AGENT, exchange("m4", "hello?", "second answer"));
    assertThat(second.added()).isFalse();
    assertThat(second.exchange()).isEqualTo(first);
    assertThat(conversations.window(ID).count()).isEqualTo(4);
  }

  @Test
  void twoMessagesSentAtOnceAreBothStored() {
    appendUpTo(3);
    ConversationWindow both = conversations.window(ID);
    conversations.append(both, AGENT, exchange("m4", "one", "1"));
    StoredExchange other = conversations.append(both, AGENT, exchange("m5", "two", "2"));
    assertThat(other.added()).isTrue();
    assertThat(conversations.window(ID).exchanges())
        .extracting(Exchange::messageId)
        .endsWith("m4", "m5");
  }

  @Test
  void exchangesAreForgottenAfterNinetyDays() {
    appendUpTo(1);
    test.time().advance(Duration.ofDays(89));
    appendUpTo(2);
    test.time().advance(Duration.ofDays(2));
    ConversationWindow window = conversations.window(ID);
    assertThat(window.exchanges()).extracting(Exchange::messageId).containsExactly("message-2");
    assertThat(window.count()).isEqualTo(2);
  }

  @Test
  void aConversationWhoseHeadWasForgottenIsListedAgainOnceItGoesOn() {
    appendUpTo(1);
    test.time().advance(Duration.ofDays(89));
    appendUpTo(2);
    test.time().advance(Duration.ofDays(2));
    assertThat(conversations.ofAgent(AGENT, PageRequest.last(10)).items()).isEmpty();
    appendUpTo(3);
    assertThat(conversations.ofAgent(AGENT, PageRequest.last(10)).items()).hasSize(1);
  }

  @Test
  void anExchangeTooLargeIsRefusedBeforeItIsSent() {
    Exchange large = exchange("m1", "x", "y".repeat(410_000));
    assertThatThrownBy(() -> append(ID, large)).isInstanceOf(ItemTooLargeException.class);
  }

  @Test
  void theHistoryIsPagedNewestFirst() {
    appendUpTo(25);
    Page<Exchange> first = conversations.history(ID, PageRequest.last(20));
    Page<Exchange> second = conversations.history(ID, PageRequest.last(20).after(first.cursor()));
    assertThat(first.items()).hasSize(20).startsWith(conversations.window(ID).exchanges().get(14));
    assertThat(second.items()).extracting(Exchange::messageId).startsWith("message-5").hasSize(5);
    assertThat(second.cursor()).isEmpty();
  }

  @Test
  void anAgentsConversationsAreListedByTheirStart() {
    ConversationId other = new ConversationId("conversation-000002");
    append(ID, exchange(1));
    test.time().advance(Duration.ofMinutes(5));
    append(other, exchange(1));
    test.time().advance(Duration.ofMinutes(5));
    append(ID, exchange(2));
    List<ConversationOverview> newestFirst =
        conversations.ofAgent(AGENT, PageRequest.last(10)).items();
    assertThat(newestFirst).extracting(ConversationOverview::id).containsExactly(other, ID);
    assertThat(newestFirst.get(1).exchanges()).isEqualTo(2);
    assertThat(Duration.between(newestFirst.get(1).startedAt(), newestFirst.get(1).lastAt()))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(conversations.ofAgent("agent2", PageRequest.last(10)).items()).isEmpty();
  }

  @Test
  void listsCostOneRequestAndOneMoreForEachConversationListed() {
    for (int i = 1; i <= 3; i++) {
      append(new ConversationId("conversation-00000" + i), exchange(1));
    }
    assertThat(test.cost(() -> conversations.history(ID, PageRequest.last(10))).requests())
        .isEqualTo(1);
    assertThat(test.cost(() -> conversations.ofAgent(AGENT, PageRequest.last(10))).requests())
        .isEqualTo(4);
    assertThat(test.cost(() -> conversations.ofAgent(AGENT, PageRequest.last(2))).requests())
        .isEqualTo(3);
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    appendUpTo(5);
    Page<Exchange> page = conversations.history(ID, PageRequest.last(2));
    PageRequest next = PageRequest.last(2).after(page.cursor());
    ConversationId other = new ConversationId("conversation-000002");
    assertThatThrownBy(() -> conversations.history(other, next))
        .isInstanceOf(InvalidCursorException.class);
    assertThatThrownBy(() -> conversations.ofAgent(AGENT, next))
        .isInstanceOf(InvalidCursorException.class);
    Conversations others = Conversations.in(test.otherTenants(), test.time());
    assertThatThrownBy(() -> others.history(ID, next)).isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void anotherTenantSeesNothingOfIt() {
    appendUpTo(2);
    Conversations others = Conversations.in(test.otherTenants(), test.time());
    assertThat(others.window(ID).count()).isZero();
    assertThat(others.ofAgent(AGENT, PageRequest.last(10)).items()).isEmpty();
  }

  @Test
  void aDeletedConversationIsGone() {
    appendUpTo(120);
    conversations.delete(ID);
    assertThat(conversations.window(ID).count()).isZero();
    assertThat(conversations.ofAgent(AGENT, PageRequest.last(10)).items()).isEmpty();
    conversations.delete(ID);
  }

  @Test
  void aSummaryThatComesLateBringsNoDeletedConversationBack() {
    appendUpTo(21);
    Head head = conversations.window(ID).head().orElseThrow();
    conversations.delete(ID);
    assertThat(conversations.keepSummary(head, "what was deleted", 11)).isFalse();
    assertThat(conversations.window(ID).head()).isEmpty();
  }

  @Test
  void aSummaryReplacesAnOlderOneAndNotANewerOne() {
    appendUpTo(40);
    Head head = conversations.window(ID).head().orElseThrow();
    assertThat(conversations.keepSummary(head, "of twenty", 20)).isTrue();
    assertThat(conversations.keepSummary(head, "of ten", 10)).isFalse();
    assertThat(conversations.keepSummary(head, "of thirty", 30)).isTrue();
    ConversationWindow window = conversations.window(ID);
    assertThat(window.summary()).contains("of thirty");
    assertThat(window.unsummarised()).isEmpty();
    assertThat(conversations.ofAgent(AGENT, PageRequest.last(10)).items()).hasSize(1);
  }

  @Test
  void whatLeftTheWindowIsDueForASummary() {
    appendUpTo(19);
    assertThat(conversations.window(ID).unsummarised()).isEmpty();
    StoredExchange stored = append(ID, exchange(20));
    assertThat(stored.window().unsummarised())
        .extracting(Exchange::messageId)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 10).mapToObj(n -> "message-" + n).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 100})
  void aTurnIsOneQueryAndOneWriteUnit(int turn) {
    appendUpTo(turn - 1);
    var read = test.cost(() -> conversations.window(ID));
    ConversationWindow window = conversations.window(ID);
    var write = test.cost(() -> conversations.append(window, AGENT, exchange(turn)));
    assertThat(read.requests()).isEqualTo(1);
    assertThat(read.readUnits()).isLessThanOrEqualTo(2);
    assertThat(write.requests()).isEqualTo(1);
    assertThat(write.writeUnits()).isEqualTo(1);
  }

  @Test
  void theFirstTurnAlsoWritesTheHeadInTheSameRequest() {
    ConversationWindow window = conversations.window(ID);
    var write = test.cost(() -> conversations.append(window, AGENT, exchange(1)));
    assertThat(write.requests()).isEqualTo(1);
    assertThat(write.writeUnits()).isEqualTo(6);
  }
}
