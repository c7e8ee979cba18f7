package io.saasbricks.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.table.PageRequest;
import io.saasbricks.local.dynamodb.RequestCounter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leads promise over any DynamoDB. */
abstract class LeadsContract {
  private static final ConversationId ID = new ConversationId("conversation-000001");
  private static final ConversationId OTHER = new ConversationId("conversation-000002");

  private final TestTable test;
  private final Leads leads;

  LeadsContract(TestTable test) {
    this.test = test;
    this.leads = Leads.in(test.table(), test.time());
  }

  private Lead only() {
    return leads.ofAgent("agent1", PageRequest.last(10)).items().get(0);
  }

  @Test
  void aMessageWithoutContactCostsNothing() {
    assertThat(test.cost(() -> leads.capture("agent1", ID, "Do you open at 10:30?")).requests())
        .isZero();
  }

  @Test
  void theFirstContactIsALead() {
    Lead lead = leads.capture("agent1", ID, "I am ann@example.com").orElseThrow();
    assertThat(lead.contact().email()).contains("ann@example.com");
    assertThat(only()).isEqualTo(lead);
    assertThat(leads.ofAgent("agent2", PageRequest.last(10)).items()).isEmpty();
  }

  @Test
  void aConversationIsOneLeadThatLaterDetailsComplete() {
    leads.capture("agent1", ID, "I am ann@example.com");
    assertThat(leads.capture("agent1", ID, "or +49 30 123456")).isEmpty();
    assertThat(leads.capture("agent1", ID, "or bob@example.com, +1 212 555 0187")).isEmpty();
    assertThat(leads.ofAgent("agent1", PageRequest.last(10)).items()).hasSize(1);
    assertThat(only().contact())
        .isEqualTo(new Contact(Optional.of("ann@example.com"), Optional.of("+4930123456")));
  }

  /** Refused writes are charged too, but DynamoDB does not tell what they cost. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          I am ann@example.com                   |                      | 1 | 2
          I am ann@example.com, +1 212 555 0187  |                      | 1 | 2
          it is bob@example.com                  | ann@example.com      | 1 | 0
          or +1 212 555 0187                     | ann@example.com      | 2 | 2
          call me                                | ann@example.com      | 0 | 0
          """)
  void aMessageCostsWhatItTells(
      String message, @Nullable String before, long requests, double units) {
    Optional.ofNullable(before).ifPresent(earlier -> leads.capture("agent1", ID, earlier));
    RequestCounter.Usage cost = test.cost(() -> leads.capture("agent1", ID, message));
    assertThat(cost.requests()).isEqualTo(requests);
    assertThat(cost.writeUnits()).isEqualTo(units);
  }

  @Test
  void leadsAreListedByTime() {
    leads.capture("agent1", ID, "ann@example.com");
    test.time().advance(Duration.ofMinutes(1));
    leads.capture("agent1", OTHER, "bob@example.com");
    assertThat(leads.ofAgent("agent1", PageRequest.last(10)).items())
        .extracting(Lead::conversation)
        .containsExactly(OTHER, ID);
  }

  @Test
  void allLeadsOfAnAgentCanBeDeleted() {
    for (int i = 100; i < 130; i++) {
      leads.capture("agent1", new ConversationId("conversation-000" + i), i + "@example.com");
    }
    leads.capture("agent2", OTHER, "bob@example.com");
    assertThat(test.cost(() -> leads.deleteAll("agent1")).requests()).isEqualTo(4);
    assertThat(leads.ofAgent("agent1", PageRequest.last(10)).items()).isEmpty();
    assertThat(leads.ofAgent("agent2", PageRequest.last(10)).items()).hasSize(1);
    assertThat(test.cost(() -> leads.deleteAll("agent1")).requests()).isEqualTo(1);
  }

  @Test
  void aDeletedLeadIsGone() {
    leads.capture("agent1", ID, "ann@example.com");
    assertThat(test.cost(() -> leads.delete("agent1", ID)).writeUnits()).isEqualTo(2);
    assertThat(test.cost(() -> leads.delete("agent1", ID)).requests()).isEqualTo(1);
    assertThat(leads.ofAgent("agent1", PageRequest.last(10)).items()).isEmpty();
  }
}
