package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /agents} and {@code GET /agents}. */
@ExtendWith(RunningBackend.class)
class AgentsRouteTest {
  @Test
  void creatingIs201WithTheAgentAndItsPlace(Chatbot chatbot) {
    Chatbot.Answer answer = chatbot.newPerson().post("/agents", Chatbot.BAKERY);
    assertThat(answer.status()).isEqualTo(201);
    JsonObject agent = answer.json();
    assertThat(answer.header("location")).contains("/agents/" + agent.string("agentId"));
    assertThat(agent.string("businessName")).isEqualTo("Rye & Co");
    assertThat(agent.number("version")).isEqualTo(1);
    assertThat(agent.string("createdAt")).isEqualTo(agent.string("updatedAt"));
  }

  @Test
  void aRepeatedIdempotencyKeyGivesTheFirstAgentAgain(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    var first = person.authorized("POST", "/agents", Chatbot.BAKERY).header("idempotency-key", "k");
    var second =
        person.authorized("POST", "/agents", Chatbot.BAKERY).header("idempotency-key", "k");
    assertThat(chatbot.send(second).text()).isEqualTo(chatbot.send(first).text());
    assertThat(person.get("/agents").json().list("items")).hasSize(1);
  }

  @Test
  void anIdempotencyKeyForAnotherBodyIs422(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    chatbot.send(
        person.authorized("POST", "/agents", Chatbot.BAKERY).header("idempotency-key", "k"));
    String other = "{\"name\":\"Bob\",\"businessName\":\"Other\"}";
    var second = person.authorized("POST", "/agents", other).header("idempotency-key", "k");
    assertThat(chatbot.send(second).status()).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"businessName":"B"}                                    | /name
          {"name":"A"}                                            | /businessName
          {"name":1,"businessName":"B"}                           | /name
          {"name":" ","businessName":"B"}                         | /name
          {"name":"A","businessName":"B","role":[]}               | /role
          {"name":"A","businessName":"B","allowedOrigins":"x"}    | /allowedOrigins
          {"name":"A","businessName":"B","allowedOrigins":[1]}    | /allowedOrigins/0
          {"name":"A","businessName":"B","allowedOrigins":["https://a.example/"]}     | /allowedOrigins/0
          {"name":"A","businessName":"B","allowedOrigins":["https://a.example","b"]}  | /allowedOrigins/1
          {"name":"A","businessName":"B","allowedOrigins":["https://A.example"]}      | /allowedOrigins/0
          {"name":"A","businessName":"B","allowedOrigins":["*"]}                      | /allowedOrigins/0
          {"name":"A\\u0000","businessName":"B"}                  | /name
          """)
  void aWrongMemberIs400AndNamed(String body, String pointer, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    Chatbot.Answer answer = person.post("/agents", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().objects("errors"))
        .extracting(error -> error.string("pointer"))
        .contains(pointer);
    assertThat(person.get("/agents").json().list("items")).isEmpty();
  }

  @Test
  void anOverlongMemberIs400(Chatbot chatbot) {
    String body = "{\"name\":\"" + "x".repeat(101) + "\",\"businessName\":\"B\"}";
    assertThat(chatbot.newPerson().post("/agents", body).status()).isEqualTo(400);
  }

  @Test
  void unknownMembersAreIgnored(Chatbot chatbot) {
    String body = "{\"name\":\"A\",\"businessName\":\"B\",\"PK\":\"T#other\",\"tenantId\":\"x\"}";
    Chatbot.Answer answer = chatbot.newPerson().post("/agents", body);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().has("PK")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void withoutACredentialItIs401(String method, Chatbot chatbot) {
    assertThat(chatbot.send(chatbot.request(method, "/agents", Chatbot.BAKERY)).status())
        .isEqualTo(401);
  }

  @Test
  void aListComesNewestFirstAndPageByPage(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    List<String> created = List.of(person.newAgent(), person.newAgent(), person.newAgent());
    JsonObject first = person.get("/agents?limit=2").json();
    assertThat(ids(first)).containsExactly(created.get(2), created.get(1));
    JsonObject second = person.get("/agents?limit=2&cursor=" + first.string("cursor")).json();
    assertThat(ids(second)).containsExactly(created.get(0));
    assertThat(second.has("cursor")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "cursor=x", "cursor=%20"})
  void aBadPageIs400(String query, Chatbot chatbot) {
    assertThat(chatbot.newPerson().get("/agents?" + query).status()).isEqualTo(400);
  }

  @Test
  void anotherTenantsCursorIs400(Chatbot chatbot) {
    Chatbot.Person ann = chatbot.newPerson();
    ann.newAgent();
    ann.newAgent();
    String cursor = ann.get("/agents?limit=1").json().string("cursor");
    assertThat(chatbot.newPerson().get("/agents?limit=1&cursor=" + cursor).status()).isEqualTo(400);
  }

  @Test
  void aTenantSeesOnlyItsOwnAgents(Chatbot chatbot) {
    chatbot.newPerson().newAgent();
    assertThat(chatbot.newPerson().get("/agents").json().list("items")).isEmpty();
  }

  private static List<String> ids(JsonObject page) {
    return page.objects("items").stream().map(agent -> agent.string("agentId")).toList();
  }
}
