package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.JsonObject;
import io.saasbricks.metering.stripe.StripeWebhook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code POST /billing/webhook}: who is believed. What events do in any order is in {@code
 * PlanChangesTest}.
 */
@ExtendWith(RunningBackend.class)
class WebhookRouteTest {
  private static final String UPDATED = "customer.subscription.updated";

  @Test
  void aSignedEventIs200AndARepeatedOneChangesNothing(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    StripeAccount stripe = new StripeAccount(chatbot);
    stripe.buy(person, "pro");
    for (int i = 0; i < 3; i++) {
      String id = "evt_" + person.tenantId();
      JsonObject subscription = stripe.subscription(person);
      assertThat(stripe.deliver(id, UPDATED, subscription, Instant.now()).status()).isEqualTo(200);
    }
    assertThat(person.get("/usage").json().string("plan")).isEqualTo("pro");
  }

  @Test
  void anOldEventThatComesLateDoesNotBringTheOldPlanBack(Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    StripeAccount stripe = new StripeAccount(chatbot);
    stripe.buy(person, "pro");
    JsonObject paid = stripe.subscription(person);
    stripe.buy(person, "business");
    assertThat(stripe.deliver("evt_late" + person.tenantId(), UPDATED, paid, Instant.now()))
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(200));
    assertThat(person.get("/usage").json().string("plan")).isEqualTo("business");
  }

  @ParameterizedTest
  @ValueSource(strings = {"invoice.created", "invoice.finalized"})
  void anInvoiceIs200(String type, Chatbot chatbot) {
    Chatbot.Person person = chatbot.newPerson();
    StripeAccount stripe = new StripeAccount(chatbot);
    stripe.buy(person, "pro");
    JsonObject invoice =
        JsonObject.builder()
            .put("customer", stripe.customer(person))
            .put("period_end", Instant.now().getEpochSecond())
            .build();
    String id = "evt_" + person.tenantId();
    assertThat(stripe.deliver(id, type, invoice, Instant.now()).status()).isEqualTo(200);
  }

  @Test
  void anEventOfACustomerThatIsNotOursIs200AndIgnored(Chatbot chatbot) {
    JsonObject foreign = JsonObject.builder().put("customer", "cus_of_another_product").build();
    StripeAccount stripe = new StripeAccount(chatbot);
    assertThat(stripe.deliver("evt_foreign", UPDATED, foreign, Instant.now()).status())
        .isEqualTo(200);
    assertThat(stripe.deliver("evt_other", "payout.paid", foreign, Instant.now()).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {-6, 6})
  void aSignatureOfAnotherTimeIs400(long minutes, Chatbot chatbot) {
    JsonObject object = JsonObject.builder().put("customer", "cus_1").build();
    Instant signedAt = Instant.now().plus(Duration.ofMinutes(minutes));
    assertThat(new StripeAccount(chatbot).deliver("evt_1", UPDATED, object, signedAt).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "t=1,v1=00", "v1=00", "t=x,v1=y", "t=1735689600"})
  void aBadSignatureIs400(String signature, Chatbot chatbot) {
    Chatbot.Answer answer = new StripeAccount(chatbot).deliver("{}", signature);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void noSignatureIs400(Chatbot chatbot) {
    assertThat(chatbot.post("/billing/webhook", "{\"id\":\"evt_1\"}").status()).isEqualTo(400);
  }

  @Test
  void anAlteredBodyIs400(Chatbot chatbot) {
    StripeAccount stripe = new StripeAccount(chatbot);
    String event = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"created\":1}";
    byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
    String signature = StripeWebhook.sign(bytes, stripe.webhookSecret(), Instant.now());
    assertThat(stripe.deliver(event.replace("evt_1", "evt_2"), signature).status()).isEqualTo(400);
    assertThat(stripe.deliver(event, signature).status()).isEqualTo(200);
  }
}
