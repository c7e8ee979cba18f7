package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /auth/verify}. */
@ExtendWith(RunningBackend.class)
class VerifyRouteTest {
  @Test
  void aSessionIs200WithItsUser(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    JsonObject answer = person.get("/auth/verify").json();
    assertThat(answer.string("userId")).isEqualTo(person.user().string("userId"));
    assertThat(answer.string("email")).isEqualTo(person.user().string("email"));
    assertThat(answer.string("tenantId")).isEqualTo(person.tenantId());
    assertThat(answer.string("plan")).isEqualTo("free");
  }

  @Test
  void noCredentialIs401(Chatbot chatbot) {
    Chatbot.Answer answer = chatbot.get("/auth/verify");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).contains("Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer x", "Bearer ", "Basic YTpi", "Bearer a.b.c"})
  void aBadCredentialIs401(String authorization, Chatbot chatbot) {
    var request = chatbot.request("GET", "/auth/verify", "").header("authorization", authorization);
    assertThat(chatbot.send(request).status()).isEqualTo(401);
  }

  @Test
  void anAlteredSessionIs401(Chatbot chatbot) {
    String token = chatbot.newPerson().token();
    char last = token.charAt(token.length() - 1);
    String altered = token.substring(0, token.length() - 1) + (last == 'A' ? 'B' : 'A');
    var request =
        chatbot.request("GET", "/auth/verify", "").header("authorization", "Bearer " + altered);
    assertThat(chatbot.send(request).status()).isEqualTo(401);
  }

  @Test
  void anUnknownKeyIs401(Chatbot chatbot) {
    var request =
        chatbot
            .request("GET", "/auth/verify", "")
            .header("x-api-key", "chatbot_live_00000000000000000000000000000000000000");
    assertThat(chatbot.send(request).status()).isEqualTo(401);
  }
}
