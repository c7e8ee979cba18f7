package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /billing/checkout}. */
@ExtendWith(RunningBackend.class)
class CheckoutRouteTest {
  private static final int FREE_MESSAGES = 100;

  @ParameterizedTest
  @ValueSource(strings = {"starter", "pro", "business"})
  void aPlanOnSaleIs200WithAPageToPay(String plan, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    Chatbot.Answer answer = checkout(person, plan);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().string("url")).contains(answer.json().string("sessionId"));
    assertThat(plan(person)).as("before it is paid").isEqualTo("free");
  }

  @Test
  void payingChangesThePlanAndItsLimitsAtOnce(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    String agent = person.newAgent();
    for (int i = 0; i < FREE_MESSAGES; i++) {
      assertThat(chat(person, agent).status()).isEqualTo(200);
    }
    assertThat(chat(person, agent).status()).isEqualTo(429);
    StripeAccount stripe = new StripeAccount(chatbot);
    JsonObject delivered = stripe.pay(checkout(person, "starter").json().string("sessionId"));
    assertThat(delivered.strings("delivered"))
        .contains("checkout.session.completed", "customer.subscription.created");
    assertThat(chat(person, agent).status()).isEqualTo(200);
    JsonObject usage = person.get("/usage").json();
    assertThat(usage.string("plan")).isEqualTo("starter");
    JsonObject messages = usage.object("quotas").object("messages");
    assertThat(messages.number("limit")).isEqualTo(1_000);
    assertThat(messages.number("used")).isEqualTo(FREE_MESSAGES + 1);
  }

  @Test
  void aPlanBoughtLaterTakesThePlaceOfTheOneBefore(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    StripeAccount stripe = new StripeAccount(chatbot);
    stripe.buy(person, "starter");
    JsonObject first = stripe.subscription(person);
    stripe.buy(person, "business");
    assertThat(plan(person)).isEqualTo("business");
    assertThat(stripe.get("/v1/subscriptions/" + first.string("id")).string("status"))
        .isEqualTo("canceled");
    assertThat(stripe.customer(person)).isEqualTo(first.string("customer"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"plan\":7}",
        "{\"plan\":\"\"}",
        "{\"plan\":\"free\"}",
        "{\"plan\":\"enterprise\"}",
        "{\"plan\":\"PRO\"}",
        "{\"plan\":\"pro \"}"
      })
  void anyOtherPlanIs400(String body, Chatbot chatbot) {
    assertThat(chatbot.newPerson().post("/billing/checkout", body).status()).isEqualTo(400);
  }

  @Test
  void aPlanThatIsNotOnSaleIsNamedOnce(Chatbot chatbot) {
    assertThat(checkout(chatbot.newPerson(), "gold").json().objects("errors"))
        .singleElement()
        .satisfies(error -> assertThat(error.string("pointer")).isEqualTo("/plan"));
  }

  @Test
  void withoutACredentialItIs401(Chatbot chatbot) {
    assertThat(chatbot.post("/billing/checkout", "{\"plan\":\"pro\"}").status()).isEqualTo(401);
  }

  private static Chatbot.Answer checkout(Chatbot.Person person, String plan) {
    return person.post("/billing/checkout", "{\"plan\":\"" + plan + "\"}");
  }

  private static Chatbot.Answer chat(Chatbot.Person person, String agent) {
    return person.post("/agents/" + agent + "/chat", "{\"message\":\"Hi\"}");
  }

  private static String plan(Chatbot.Person person) {
    return person.get("/usage").json().string("plan");
  }
}
