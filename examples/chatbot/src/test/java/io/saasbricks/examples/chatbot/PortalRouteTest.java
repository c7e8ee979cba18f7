package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code GET /billing/portal}. */
@ExtendWith(RunningBackend.class)
class PortalRouteTest {
  @Test
  void whoWentToACheckoutIs200WithAPage(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    new StripeAccount(chatbot).buy(person, "pro");
    Chatbot.Answer answer = person.get("/billing/portal");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().string("url")).startsWith("http");
  }

  @Test
  void whoNeverDidIs409(Chatbot chatbot) {
    Chatbot.Answer answer = chatbot.newPerson().get("/billing/portal");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().string("detail")).contains("checkout");
  }

  @Test
  void withoutACredentialItIs401(Chatbot chatbot) {
    assertThat(chatbot.get("/billing/portal").status()).isEqualTo(401);
  }
}
