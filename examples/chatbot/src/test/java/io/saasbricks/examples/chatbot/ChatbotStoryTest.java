package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job, once through: sign in, create an agent, chat, see usage grow, be limited. */
@ExtendWith(RunningBackend.class)
class ChatbotStoryTest {
  private static final int TURNS = 30;
  private static final int MESSAGES_PER_MINUTE = 10;

  @Test
  void aPersonSignsInCreatesAnAgentChatsAndIsLimitedWhenFlooding(Chatbot chatbot) {
    Chatbot.Person owner = chatbot.newPerson();
    String agent = owner.newAgent();

    String conversation = talk(chatbot, agent);

    JsonObject usage = owner.get("/usage").json();
    JsonObject messages = usage.object("quotas").object("messages");
    assertThat(messages.number("used")).isEqualTo(TURNS);
    assertThat(messages.number("remaining")).isEqualTo(100 - TURNS);
    assertThat(usage.decimal("costUsd")).isPositive();
    assertThat(conversation).isNotEmpty();

    int flooded = flood(chatbot, agent);

    long afterFlood = owner.get("/usage").json().object("quotas").object("messages").number("used");
    assertThat(afterFlood).isEqualTo(TURNS + flooded);
  }

  /** One conversation of thirty turns, from three addresses so that no limit is met. */
  private static String talk(Chatbot chatbot, String agent) {
    Optional<String> conversation = Optional.empty();
    String address = "";
    for (int turn = 0; turn < TURNS; turn++) {
      address = turn % MESSAGES_PER_MINUTE == 0 ? Chatbot.newAddress() : address;
      String text = turn == 0 ? "My name is Bea." : "When are you open, please? " + turn;
      JsonObject message =
          JsonObject.builder()
              .put("agentId", agent)
              .put("message", turn == TURNS - 1 ? "How much is a sourdough loaf?" : text)
              .put("conversationId", conversation)
              .build();
      Chatbot.Answer answer = chatbot.widget(address, message);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.header("ratelimit")).isPresent();
      conversation = Optional.of(answer.json().string("conversationId"));
      if (turn == TURNS - 1) {
        assertThat(answer.json().string("reply")).contains("5.50 EUR");
      }
    }
    return conversation.orElseThrow();
  }

  /** Sends messages until one is refused; how many were answered before. */
  private static int flood(Chatbot chatbot, String agent) {
    String address = Chatbot.newAddress();
    JsonObject message =
        JsonObject.builder().put("agentId", agent).put("message", "Hello!").build();
    int answered = 0;
    Chatbot.Answer answer = chatbot.widget(address, message);
    while (answer.status() == 200 && answered < TURNS) {
      answered++;
      answer = chatbot.widget(address, message);
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isPresent();
    assertThat(answer.header("ratelimit")).isPresent();
    assertThat(answer.header("ratelimit-policy")).isPresent();
    assertThat(answer.json().strings("violated-policies")).containsExactly("burst");
    // More where the flood runs over the end of a minute: the window slides.
    assertThat(answered).isBetween(MESSAGES_PER_MINUTE, 2 * MESSAGES_PER_MINUTE);
    return answered;
  }
}
