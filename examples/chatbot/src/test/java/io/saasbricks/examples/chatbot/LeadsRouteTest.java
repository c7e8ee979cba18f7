package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /agents/{agentId}/leads}. */
@ExtendWith(RunningBackend.class)
class LeadsRouteTest {
  private static final String UNKNOWN = "1m7xxfrtkvr873ddg28f";

  @Test
  void whoSaysHowToBeReachedIsALeadOncePerConversation(Chatbot chatbot) {
    Chatbot.Person owner = chatbot.newPerson();
    String agent = owner.newAgent();
    String first = say(chatbot, agent, "Write to bea@example.org, please.", Optional.empty());
    say(chatbot, agent, "Or call +49 30 901820, or bea2@example.org", Optional.of(first));
    Chatbot.Answer answer = owner.get("/agents/" + agent + "/leads");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().objects("items")).hasSize(1);
    JsonObject lead = answer.json().objects("items").get(0);
    assertThat(lead.string("leadId")).isNotEmpty();
    assertThat(lead.string("email")).isEqualTo("bea@example.org");
    assertThat(lead.string("phone")).isEqualTo("+4930901820");
    assertThat(lead.string("conversationId")).isEqualTo(first);
    assertThat(lead.string("at")).isNotEmpty();
  }

  @Test
  void leadsComeNewestFirstAndPageByPage(Chatbot chatbot) {
    Chatbot.Person owner = chatbot.newPerson();
    String agent = owner.newAgent();
    say(chatbot, agent, "I am bea@example.org", Optional.empty());
    say(chatbot, agent, "I am carl@example.org", Optional.empty());
    String path = "/agents/" + agent + "/leads?limit=1";
    Chatbot.Answer page = owner.get(path);
    assertThat(page.items("email")).containsExactly("carl@example.org");
    assertThat(owner.get(path + "&cursor=" + page.json().string("cursor")).items("email"))
        .containsExactly("bea@example.org");
  }

  @Test
  void whoSaysNothingOfTheKindIsNone(Chatbot chatbot) {
    Chatbot.Person owner = chatbot.newPerson();
    String agent = owner.newAgent();
    say(chatbot, agent, "Order 4711 of 2026-03-01, please.", Optional.empty());
    assertThat(owner.get("/agents/" + agent + "/leads").items("leadId")).isEmpty();
  }

  @Test
  void leadsGoWithTheirAgent(Chatbot chatbot) {
    Chatbot.Person owner = chatbot.newPerson();
    String agent = owner.newAgent();
    say(chatbot, agent, "I am bea@example.org", Optional.empty());
    assertThat(leads(owner)).hasSize(1);
    assertThat(owner.delete("/agents/" + agent).status()).isEqualTo(204);
    assertThat(leads(owner)).isEmpty();
  }

  private static List<String> leads(Chatbot.Person owner) {
    return Ledger.of(owner).inventory().items().stream()
        .filter(item -> item.contains("#LEAD#"))
        .toList();
  }

  @Test
  void anotherTenantsAgentLooksLikeOneThatDoesNotExist(Chatbot chatbot) {
    Chatbot.Person owner = chatbot.newPerson();
    String agent = owner.newAgent();
    say(chatbot, agent, "I am bea@example.org", Optional.empty());
    Chatbot.Person person = chatbot.newPerson();
    Chatbot.Answer foreign = person.get("/agents/" + agent + "/leads");
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.withoutId())
        .isEqualTo(person.get("/agents/" + UNKNOWN + "/leads").withoutId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "cursor=x"})
  void aBadPageIs400(String query, Chatbot chatbot) {
    Chatbot.Person owner = chatbot.newPerson();
    assertThat(owner.get("/agents/" + owner.newAgent() + "/leads?" + query).status())
        .isEqualTo(400);
  }

  @Test
  void withoutACredentialItIs401AndWithoutTheScope403(Chatbot chatbot) {
    String path = "/agents/" + UNKNOWN + "/leads";
    assertThat(chatbot.get(path).status()).isEqualTo(401);
    String key = chatbot.newPerson().newKey("chat").string("key");
    assertThat(chatbot.byKey(key, "GET", path, "").status()).isEqualTo(403);
  }

  private static String say(
      Chatbot chatbot, String agent, String text, Optional<String> conversation) {
    JsonObject message =
        JsonObject.builder()
            .put("agentId", agent)
            .put("message", text)
            .put("conversationId", conversation)
            .build();
    return chatbot.widget(Chatbot.newAddress(), message).json().string("conversationId");
  }
}
