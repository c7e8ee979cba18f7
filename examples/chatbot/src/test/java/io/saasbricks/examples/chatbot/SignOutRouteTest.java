package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code POST /auth/logout}. */
@ExtendWith(RunningBackend.class)
class SignOutRouteTest {
  @Test
  void signingOutIs204AndEndsTheSession(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    Chatbot.Answer answer = person.post("/auth/logout", "");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.text()).isEmpty();
    // A function that has not seen the session before: the others may take five seconds.
    assertThat(person.get("/auth/verify").status()).isEqualTo(401);
  }

  @Test
  void otherSessionsOfThePersonGoOn(Chatbot chatbot) {
    String email = Chatbot.newEmail();
    Chatbot.Person phone = chatbot.person(email);
    Chatbot.Person laptop = chatbot.person(email);
    phone.post("/auth/logout", "");
    assertThat(laptop.get("/auth/verify").status()).isEqualTo(200);
  }

  @Test
  void withoutACredentialItIs401(Chatbot chatbot) {
    assertThat(chatbot.post("/auth/logout", "").status()).isEqualTo(401);
  }

  @Test
  void anApiKeyCannotSignOut(Chatbot chatbot) {
    String key = chatbot.newPerson().newKey().string("key");
    assertThat(chatbot.byKey(key, "POST", "/auth/logout", "").status()).isEqualTo(403);
  }
}
