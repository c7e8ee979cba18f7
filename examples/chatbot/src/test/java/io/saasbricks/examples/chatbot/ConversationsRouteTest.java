package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /agents/{agentId}/conversations} and {@code GET /conversations/{conversationId}}. */
@ExtendWith(RunningBackend.class)
class ConversationsRouteTest {
  private static final String UNKNOWN = "AAAAAAAAAAAAAAAAAAAAAAAA";

  @Test
  void anAgentsConversationsAre200NewestFirstAndPageByPage(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String agent = person.newAgent();
    String first = person.newConversation(agent, "Hello");
    String second = person.newConversation(agent, "Good morning");
    goOn(person, agent, first);
    String path = "/agents/" + agent + "/conversations?limit=1";
    Chatbot.Answer page = person.get(path);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.items("conversationId")).containsExactly(second);
    JsonObject rest = person.get(path + "&cursor=" + page.json().string("cursor")).json();
    JsonObject older = rest.objects("items").get(0);
    assertThat(older.string("conversationId")).isEqualTo(first);
    assertThat(older.number("exchanges")).isEqualTo(2);
    assertThat(older.string("startedAt")).isLessThan(older.string("lastAt"));
  }

  @Test
  void aConversationIs200NewestFirstAndPageByPage(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String agent = person.newAgent();
    String conversation = person.newConversation(agent, "Hello");
    goOn(person, agent, conversation);
    String path = "/conversations/" + conversation + "?limit=1";
    Chatbot.Answer page = person.get(path);
    assertThat(page.status()).isEqualTo(200);
    JsonObject latest = page.json().objects("items").get(0);
    assertThat(latest.string("user")).isEqualTo("And on Sunday?");
    assertThat(latest.string("assistant")).isNotEmpty();
    assertThat(latest.string("messageId")).isNotEmpty();
    assertThat(latest.string("provider")).isNotEmpty();
    assertThat(latest.string("model")).isNotEmpty();
    assertThat(latest.object("usage").number("outputTokens")).isPositive();
    Chatbot.Answer rest = person.get(path + "&cursor=" + page.json().string("cursor"));
    assertThat(rest.items("user")).containsExactly("Hello");
    assertThat(rest.items("at").get(0)).isLessThan(latest.string("at"));
  }

  @Test
  void whatAVisitorSaidIsAmongThem(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String agent = person.newAgent();
    JsonObject message =
        JsonObject.builder().put("agentId", agent).put("message", "Do you bake rye?").build();
    String conversation =
        chatbot.widget(Chatbot.newAddress(), message).json().string("conversationId");
    assertThat(person.get("/agents/" + agent + "/conversations").items("conversationId"))
        .containsExactly(conversation);
    assertThat(person.get("/conversations/" + conversation).items("user"))
        .containsExactly("Do you bake rye?");
  }

  @Test
  void anAgentWithoutConversationsHasAnEmptyList(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    Chatbot.Answer answer = person.get("/agents/" + person.newAgent() + "/conversations");
    assertThat(answer.json().members().keySet()).containsExactly("items");
    assertThat(answer.items("conversationId")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "cursor=x", "cursor=%20"})
  void aBadPageIs400(String query, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String agent = person.newAgent();
    String conversation = person.newConversation(agent, "Hello");
    for (String path :
        List.of("/agents/" + agent + "/conversations", "/conversations/" + conversation)) {
      assertThat(person.get(path + "?" + query).status()).isEqualTo(400);
    }
  }

  @Test
  void anotherConversationsCursorIs400(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String agent = person.newAgent();
    String first = person.newConversation(agent, "Hello");
    goOn(person, agent, first);
    String second = person.newConversation(agent, "Hello");
    String cursor = person.get("/conversations/" + first + "?limit=1").json().string("cursor");
    assertThat(person.get("/conversations/" + second + "?limit=1&cursor=" + cursor).status())
        .isEqualTo(400);
  }

  @Test
  void anotherTenantsLookLikeThoseThatDoNotExist(Chatbot chatbot) {
    Chatbot.Person owner = chatbot.newPerson();
    String agent = owner.newAgent();
    String conversation = owner.newConversation(agent, "Hello");
    Chatbot.Person person = chatbot.newPerson();
    Chatbot.Answer foreign = person.get("/conversations/" + conversation);
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.withoutId()).isEqualTo(person.get("/conversations/" + UNKNOWN).withoutId());
    Chatbot.Answer list = person.get("/agents/" + agent + "/conversations");
    assertThat(list.status()).isEqualTo(404);
    assertThat(list.withoutId())
        .isEqualTo(person.get("/agents/1m7xxfrtkvr873ddg28f/conversations").withoutId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%00", "T%23other", "..%2F..%2Fagents"})
  void whatCannotBeAnIdIs404(String id, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    assertThat(person.get("/conversations/" + id).status()).isEqualTo(404);
    assertThat(person.get("/agents/" + id + "/conversations").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/agents/1m7xxfrtkvr873ddg28f/conversations", "/conversations/" + UNKNOWN})
  void withoutACredentialItIs401AndWithoutTheScope403(String path, Chatbot chatbot) {
    assertThat(chatbot.get(path).status()).isEqualTo(401);
    String key = chatbot.newPerson().newKey("chat").string("key");
    assertThat(chatbot.byKey(key, "GET", path, "").status()).isEqualTo(403);
  }

  private static void goOn(Chatbot.Person person, String agent, String conversation) {
    person.post(
        "/agents/" + agent + "/chat",
        "{\"message\":\"And on Sunday?\",\"conversationId\":\"" + conversation + "\"}");
  }
}
