package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.LocalBackend;
import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.vendors.Fault;
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

  private LocalBackend backend;
  private Chatbot chatbot;

  @BeforeEach
  void start() {
    backend =
        LocalBackend.of(Path.of("template.yaml"))
            .dynamoDb(DynamoDbLocal.shared().endpoint())
            .start();
    chatbot = new Chatbot(backend);
  }

  @AfterEach
  void stop() {
    backend.close();
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
    JsonObject visitor = JsonObject.builder().put("agentId", agent).put("message", "Hi").build();
    for (Chatbot.Answer answer :
        List.of(
            owner.post("/agents/" + agent + "/chat", "{\"message\":\"Hi\"}"),
            chatbot.widget(Chatbot.newAddress(), visitor))) {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text()).doesNotContain("Exception", "gemini", "500");
    }
    JsonObject messages = owner.get("/usage").json().object("quotas").object("messages");
    assertThat(messages.number("used")).isZero();
  }

  @Test
  void withoutStripePlansAreNotSoldAndEverythingElseGoesOn() {
    Chatbot.Person owner = chatbot.newPerson();
    fail("stripe");
    assertThat(owner.post("/billing/checkout", "{\"plan\":\"pro\"}").status()).isEqualTo(503);
    assertThat(owner.newConversation(owner.newAgent(), "Hi")).isNotEmpty();
  }
}
