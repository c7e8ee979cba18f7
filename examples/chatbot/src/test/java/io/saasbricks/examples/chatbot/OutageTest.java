package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.LocalBackend;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.http.Forward;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import io.saasbricks.local.vendors.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What callers hear when what is behind the backend fails; on a backend that no other test uses.
 */
class OutageTest {
  private static final int FOR_LONG = 1_000;

  private final LocalHandler dynamoDb = new Forward(DynamoDbLocal.shared().endpoint());
  private volatile boolean dynamoDbIsDown;
  private LocalServer tables;
  private LocalBackend backend;
  private Chatbot chatbot;

  @BeforeEach
  void start() throws IOException {
    tables =
        LocalServer.start(
            request -> dynamoDbIsDown ? LocalResponse.json(500, "{}") : dynamoDb.handle(request));
    backend = LocalBackend.of(Path.of("template.yaml")).dynamoDb(tables.uri()).start();
    chatbot = new Chatbot(backend);
  }

  @AfterEach
  void stop() {
    backend.close();
    tables.close();
  }

  private void fail(String... providers) {
    for (String provider : providers) {
      backend.faults().add(provider, Fault.status(500), FOR_LONG);
    }
  }

  @Test
  void withoutAnyModelChatsAre503AndCostNoMessage() {
    Chatbot.Person owner = chatbot.newPerson();
    String agent = owner.newAgent();
    fail("openai", "deepseek", "gemini", "anthropic");
    JsonObject visitor = greeting(agent);
    for (Chatbot.Answer answer :
        List.of(
            owner.post("/agents/" + agent + "/chat", "{\"message\":\"Hi\"}"),
            chatbot.widget(Chatbot.newAddress(), visitor))) {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text()).doesNotContain("Exception", "gemini", "500");
    }
    assertThat(messagesUsed(owner)).isZero();
  }

  @Test
  void withoutDynamoDbTheLimitsOfVisitorsOpenButNoMessageIsAnsweredUncounted() {
    Chatbot.Person owner = chatbot.newPerson();
    JsonObject visitor = greeting(owner.newAgent());
    assertThat(chatbot.widget(Chatbot.newAddress(), visitor).status()).isEqualTo(200);
    dynamoDbIsDown = true;
    Chatbot.Answer answer = chatbot.widget(Chatbot.newAddress(), visitor);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("ratelimit")).isEmpty();
    dynamoDbIsDown = false;
    assertThat(chatbot.widget(Chatbot.newAddress(), visitor).status()).isEqualTo(200);
    assertThat(messagesUsed(owner)).isEqualTo(2);
  }

  private static JsonObject greeting(String agent) {
    return JsonObject.builder().put("agentId", agent).put("message", "Hi").build();
  }

  private static long messagesUsed(Chatbot.Person owner) {
    return owner.get("/usage").json().object("quotas").object("messages").number("used");
  }

  @Test
  void withoutStripePlansAreNotSoldAndEverythingElseGoesOn() {
    Chatbot.Person owner = chatbot.newPerson();
    fail("stripe");
    assertThat(owner.post("/billing/checkout", "{\"plan\":\"pro\"}").status()).isEqualTo(503);
    assertThat(owner.newConversation(owner.newAgent(), "Hi")).isNotEmpty();
  }
}
