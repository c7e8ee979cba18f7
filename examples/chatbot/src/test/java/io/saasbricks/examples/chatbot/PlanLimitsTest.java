package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.tenant.Plan;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens at the end of a month's allowance. Storage and seats are with their routes. */
@ExtendWith(RunningBackend.class)
class PlanLimitsTest {
  @Test
  void overTheMonthsMessagesChatsAre429AndNothingIsCharged(Chatbot chatbot) {
    Chatbot.Person owner = chatbot.newPerson();
    Ledger.of(owner).limit(Plan.Limit.MESSAGES, 1);
    String agent = owner.newAgent();
    owner.newConversation(agent, "Hello");
    Chatbot.Answer asOwner = owner.post("/agents/" + agent + "/chat", "{\"message\":\"a\"}");
    JsonObject message = JsonObject.builder().put("agentId", agent).put("message", "a").build();
    for (Chatbot.Answer answer : List.of(asOwner, chatbot.widget(Chatbot.newAddress(), message))) {
      assertThat(answer.status()).isEqualTo(429);
      assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow())).isPositive();
      assertThat(answer.json().string("type")).endsWith("/quota-exceeded");
    }
    JsonObject quota = owner.get("/usage").json().object("quotas").object("messages");
    assertThat(quota.number("used")).isEqualTo(1);
    assertThat(quota.number("remaining")).isZero();
  }

  @Test
  void ofManyMessagesAtOnceNoMoreAreAnsweredThanAreLeft(Chatbot chatbot) {
    Chatbot.Person owner = chatbot.newPerson();
    Ledger.of(owner).limit(Plan.Limit.MESSAGES, 3);
    String path = "/agents/" + owner.newAgent() + "/chat";
    List<CompletableFuture<Integer>> racing =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> owner.post(path, "{\"message\":\"a\"}").status()))
            .limit(8)
            .toList();
    List<Integer> statuses = racing.stream().map(CompletableFuture::join).toList();
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(3);
    assertThat(statuses.stream().filter(status -> status == 429)).hasSize(5);
  }

  @Test
  void overTheMonthsCallsRoutesAre429ButKeysCanBeEndedAndPeopleSignOut(Chatbot chatbot) {
    Chatbot.Person owner = chatbot.newPerson();
    Ledger.of(owner).limit(Plan.Limit.API_CALLS, 1);
    String key = owner.newKey().string("keyId");
    assertThat(owner.get("/agents").status()).isEqualTo(429);
    assertThat(owner.post("/keys", "{}").status()).isEqualTo(429);
    assertThat(owner.get("/keys").items("keyId")).containsExactly(key);
    assertThat(owner.get("/usage").status()).isEqualTo(200);
    assertThat(owner.delete("/keys/" + key).status()).isEqualTo(204);
    assertThat(owner.post("/auth/logout", "").status()).isEqualTo(204);
  }
}
