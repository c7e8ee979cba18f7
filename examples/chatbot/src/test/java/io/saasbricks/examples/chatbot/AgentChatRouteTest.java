package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /agents/{agentId}/chat}. */
@ExtendWith(RunningBackend.class)
class AgentChatRouteTest {
  @Test
  void aMessageIs200WithReplyUsageAndCost(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    Chatbot.Answer answer = chat(person, person.newAgent(), "{\"message\":\"When are you open?\"}");
    assertThat(answer.status()).isEqualTo(200);
    JsonObject reply = answer.json();
    assertThat(reply.string("reply")).contains("Tuesday to Saturday");
    assertThat(reply.string("provider")).isNotEmpty();
    assertThat(reply.string("model")).isNotEmpty();
    assertThat(reply.object("usage").number("inputTokens")).isPositive();
    assertThat(reply.object("usage").number("outputTokens")).isPositive();
    assertThat(reply.decimal("costUsd")).isPositive();
    assertThat(reply.number("attempts")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.6-luna, openai",
    "gemini-pro-latest, gemini",
    "deepseek-v4-pro, deepseek",
    "claude-haiku-4-5, anthropic"
  })
  void aPlanWithTheChoiceIsAnsweredByTheModelPreferred(
      String model, String provider, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson("business");
    JsonObject profile =
        JsonObject.builder()
            .put("name", "Ada")
            .put("businessName", "Rye & Co")
            .put("preferredModel", model)
            .build();
    String agent = person.post("/agents", Json.text(profile)).json().string("agentId");
    JsonObject reply = chat(person, agent, "{\"message\":\"Hello\"}").json();
    assertThat(reply.string("provider")).isEqualTo(provider);
    assertThat(reply.string("model")).isEqualTo(model);
  }

  @Test
  void theSameMessageIdGivesTheSameAnswerAndIsNotBilledTwice(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String agent = person.newAgent();
    JsonObject first = chat(person, agent, "{\"message\":\"Hi\",\"messageId\":\"m1\"}").json();
    String again =
        "{\"message\":\"Hi\",\"messageId\":\"m1\",\"conversationId\":\""
            + first.string("conversationId")
            + "\"}";
    assertThat(chat(person, agent, again).json()).isEqualTo(first);
    String withoutItsConversation = "{\"message\":\"Hi\",\"messageId\":\"m1\"}";
    assertThat(chat(person, agent, withoutItsConversation).json()).isEqualTo(first);
    JsonObject usage = person.get("/usage").json();
    assertThat(usage.object("quotas").object("messages").number("used")).isEqualTo(1);
    assertThat(usage.decimal("costUsd")).isEqualByComparingTo(first.decimal("costUsd"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"message\":\"\"}",
        "{\"message\":7}",
        "{\"message\":\"a\",\"messageId\":\"no spaces\"}",
        "{\"message\":\"a\",\"conversationId\":\"short\"}",
        "{\"message\":\"a\",\"conversationId\":\"T#other#AGENT#aaaaaaaa\"}"
      })
  void aBadBodyIs400AndNothingIsCounted(String body, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    assertThat(chat(person, person.newAgent(), body).status()).isEqualTo(400);
    assertThat(used(person)).isZero();
  }

  @Test
  void withoutACredentialItIs401(Chatbot chatbot) {
    String agent = chatbot.newPerson().newAgent();
    assertThat(chatbot.post("/agents/" + agent + "/chat", "{\"message\":\"a\"}").status())
        .isEqualTo(401);
  }

  @Test
  void anotherTenantsAgentLooksLikeOneThatDoesNotExist(Chatbot chatbot) {
    String foreign = chatbot.newPerson().newAgent();
    Chatbot.Person person = chatbot.newPerson();
    Chatbot.Answer answer = chat(person, foreign, "{\"message\":\"a\"}");
    Chatbot.Answer absent = chat(person, "1m7xxfrtkvr873ddg28f", "{\"message\":\"a\"}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(withoutId(answer)).isEqualTo(withoutId(absent));
    assertThat(used(person)).isZero();
  }

  @Test
  void anotherAgentsOrTenantsConversationIs404(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String conversation =
        chat(person, person.newAgent(), "{\"message\":\"a\"}").json().string("conversationId");
    String body = "{\"message\":\"a\",\"conversationId\":\"" + conversation + "\"}";
    assertThat(chat(person, person.newAgent(), body).status()).isEqualTo(404);
    Chatbot.Person stranger = chatbot.newPerson();
    assertThat(chat(stranger, stranger.newAgent(), body).status()).isEqualTo(404);
  }

  private static Chatbot.Answer chat(Chatbot.Person person, String agent, String body) {
    return person.post("/agents/" + agent + "/chat", body);
  }

  private static long used(Chatbot.Person person) {
    return person.get("/usage").json().object("quotas").object("messages").number("used");
  }

  private static String withoutId(Chatbot.Answer answer) {
    return answer.text().replaceAll("\"requestId\":\"[^\"]*\"", "");
  }
}
