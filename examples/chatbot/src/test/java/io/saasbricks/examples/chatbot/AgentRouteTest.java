package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.tenant.Plan;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET}, {@code PUT} and {@code DELETE /agents/{agentId}}. */
@ExtendWith(RunningBackend.class)
class AgentRouteTest {
  private static final String UNKNOWN = "1m7xxfrtkvr873ddg28f";
  private static final String RENAMED = "{\"name\":\"Eve\",\"businessName\":\"Rye & Co\"}";

  @Test
  void gettingIs200WithTheAgentAndItsVersion(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    Chatbot.Answer created = person.post("/agents", Chatbot.BAKERY);
    Chatbot.Answer answer = person.get("/agents/" + created.json().string("agentId"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(created.json());
    assertThat(answer.header("etag")).contains("\"1\"");
  }

  @Test
  void puttingIs200WithTheAgentAsItIsNow(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String path = "/agents/" + person.newAgent();
    JsonObject before = person.get(path).json();
    Chatbot.Answer answer = person.put(path, "\"1\"", RENAMED);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("etag")).contains("\"2\"");
    assertThat(answer.json().string("name")).isEqualTo("Eve");
    assertThat(answer.json().has("businessInfo")).as("the whole agent is replaced").isFalse();
    assertThat(answer.json().number("version")).isEqualTo(2);
    assertThat(answer.json().string("createdAt")).isEqualTo(before.string("createdAt"));
    assertThat(person.get(path).text()).isEqualTo(answer.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"7\", \"1\"", " \"1\" "})
  void anyVersionThatTheCallerKnowsWillDo(String known, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    assertThat(person.put("/agents/" + person.newAgent(), known, RENAMED).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "\"0\"", "1", "W/\"1\"", "\"\"", "x", ","})
  void puttingOverAnotherVersionIs412(String version, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String path = "/agents/" + person.newAgent();
    Chatbot.Answer answer = person.put(path, version, RENAMED);
    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.json().string("type")).endsWith("/precondition-failed");
    assertThat(person.get(path).json().number("version")).isEqualTo(1);
  }

  @Test
  void puttingWithoutAVersionIs428(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String path = "/agents/" + person.newAgent();
    assertThat(chatbot.send(person.authorized("PUT", path, RENAMED)).status()).isEqualTo(428);
  }

  @Test
  void ofSeveralWhoPutOverOneVersionOneSucceeds(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String path = "/agents/" + person.newAgent();
    List<CompletableFuture<Integer>> racing =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> person.put(path, "\"1\"", RENAMED).status()))
            .limit(4)
            .toList();
    List<Integer> statuses = racing.stream().map(CompletableFuture::join).toList();
    assertThat(statuses).containsOnlyOnce(200);
    assertThat(person.get(path).json().number("version")).isEqualTo(2);
  }

  @Test
  void puttingAWrongMemberIs400AndNamed(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    Chatbot.Answer answer =
        person.put("/agents/" + person.newAgent(), "\"1\"", "{\"name\":1,\"role\":[]}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.pointers()).containsExactly("/name", "/businessName", "/role");
  }

  @Test
  void deletingIs204AlsoWhenRepeated(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String path = "/agents/" + person.newAgent();
    assertThat(person.delete(path).status()).isEqualTo(204);
    assertThat(person.delete(path).status()).isEqualTo(204);
    assertThat(person.get(path).status()).isEqualTo(404);
    assertThat(person.put(path, "*", RENAMED).status()).isEqualTo(404);
    assertThat(person.get("/agents").items("agentId")).isEmpty();
  }

  @Test
  void aDeletedAgentNoLongerChats(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String agent = person.newAgent();
    person.delete("/agents/" + agent);
    JsonObject message = JsonObject.builder().put("agentId", agent).put("message", "Hello").build();
    assertThat(chatbot.widget(Chatbot.newAddress(), message).status()).isEqualTo(404);
    assertThat(person.post("/agents/" + agent + "/chat", "{\"message\":\"a\"}").status())
        .isEqualTo(404);
  }

  @Test
  void anotherTenantsAgentLooksLikeOneThatDoesNotExist(Chatbot chatbot) {
    Chatbot.Person owner = chatbot.newPerson();
    String foreign = "/agents/" + owner.newAgent();
    String absent = "/agents/" + UNKNOWN;
    String before = owner.get(foreign).text();
    Chatbot.Person person = chatbot.newPerson();
    assertThat(person.get(foreign).status()).isEqualTo(404);
    assertThat(person.get(foreign).withoutId()).isEqualTo(person.get(absent).withoutId());
    assertThat(person.put(foreign, "\"1\"", RENAMED).status()).isEqualTo(404);
    assertThat(person.put(foreign, "\"1\"", RENAMED).withoutId())
        .isEqualTo(person.put(absent, "\"1\"", RENAMED).withoutId());
    assertThat(person.delete(foreign).withoutId()).isEqualTo(person.delete(absent).withoutId());
    assertThat(owner.get(foreign).text()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "T%23other%23AGENT", "..%2Fagents", "%00", "1M7XXFRTKVR873DDG28F"})
  void whatCannotBeAnIdIs404(String id, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    assertThat(person.get("/agents/" + id).status()).isEqualTo(404);
    assertThat(person.put("/agents/" + id, "\"1\"", RENAMED).status()).isEqualTo(404);
    assertThat(person.delete("/agents/" + id).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE"})
  void withoutACredentialItIs401(String method, Chatbot chatbot) {
    var request = chatbot.request(method, "/agents/" + UNKNOWN, "");
    assertThat(chatbot.send(request).status()).isEqualTo(401);
  }

  @Test
  void aKeyNeedsTheScope(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String path = "/agents/" + person.newAgent();
    String reading = person.newKey("agents:read").string("key");
    assertThat(chatbot.byKey(reading, "GET", path, "").status()).isEqualTo(200);
    assertThat(chatbot.byKey(reading, "PUT", path, RENAMED).status()).isEqualTo(403);
    assertThat(chatbot.byKey(reading, "DELETE", path, "").status()).isEqualTo(403);
    String writing = person.newKey("agents:write").string("key");
    assertThat(chatbot.byKey(writing, "GET", path, "").status()).isEqualTo(403);
    assertThat(chatbot.byKey(writing, "DELETE", path, "").status()).isEqualTo(204);
  }

  @Test
  void whatAnAgentTakesOfTheStorageIsGivenBackWhenItGoes(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    Ledger ledger = Ledger.of(person);
    String first = "/agents/" + person.newAgent();
    long one = ledger.storedBytes();
    assertThat(one).isEqualTo(person.get(first).text().length());
    String second = "/agents/" + person.newAgent();
    person.put(second, "*", RENAMED);
    assertThat(ledger.storedBytes()).isEqualTo(one + person.get(second).text().length());
    person.delete(first);
    person.delete(second);
    assertThat(ledger.storedBytes()).isZero();
  }

  @Test
  void aPlansStorageUsedUpIs403AndLeavesRoomToDelete(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    Ledger.of(person).limit(Plan.Limit.STORAGE_BYTES, 1_000);
    String agent = "/agents/" + person.newAgent();
    String large =
        "{\"name\":\"A\",\"businessName\":\"B\",\"businessInfo\":\"" + "x".repeat(900) + "\"}";
    for (Chatbot.Answer answer :
        List.of(person.post("/agents", large), person.put(agent, "*", large))) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.json().string("type")).endsWith("/storage-exhausted");
      assertThat(answer.json().number("storageBytes")).isEqualTo(1_000);
    }
    assertThat(person.get("/agents").items("name")).containsExactly("Ada");
    assertThat(person.delete(agent).status()).isEqualTo(204);
    assertThat(person.post("/agents", Chatbot.BAKERY).status()).isEqualTo(201);
  }
}
