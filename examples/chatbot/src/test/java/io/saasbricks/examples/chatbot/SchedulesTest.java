package io.saasbricks.examples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.examples.chatbot.billing.Yesteryear;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The functions that the template's schedules run, run now. */
@Order(1)
@ExtendWith(RunningBackend.class)
class SchedulesTest {
  @Test
  void theHourlyExportLooksAtWhoPaysAndMakesItsMeters(Chatbot chatbot) {
    StripeAccount stripe = new StripeAccount(chatbot);
    Chatbot.Person person = chatbot.newPerson();
    stripe.buy(person, "pro");
    person.post("/agents/" + person.newAgent() + "/chat", "{\"message\":\"Hi\"}");
    JsonObject report = invoke(chatbot, "ExportUsageFunction");
    assertThat(report.number("accounts")).isPositive();
    assertThat(report.number("failed")).isZero();
    assertThat(report.bool("complete")).isTrue();
    assertThat(stripe.get("/v1/billing/meters?limit=100").objects("data"))
        .extracting(meter -> meter.string("event_name"))
        .contains("chatbot_messages", "chatbot_api_calls");
  }

  @Test
  void theUsageOfAnHourThatIsOverArrivesAtStripeOnce(Chatbot chatbot) {
    StripeAccount stripe = new StripeAccount(chatbot);
    Chatbot.Person person = chatbot.newPerson();
    stripe.buy(person, "pro");
    Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
    Yesteryear.usage(new TenantId(person.tenantId()), hourAgo, 7);
    invoke(chatbot, "ExportUsageFunction");
    invoke(chatbot, "ExportUsageFunction");
    String customer = stripe.customer(person);
    assertThat(chatbot.get("/_local/stripe/meter-events").json().objects("items"))
        .filteredOn(item -> item.string("customer").equals(customer))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.string("eventName")).isEqualTo("chatbot_messages");
              assertThat(item.number("value")).isEqualTo(7);
              assertThat(item.number("events")).isEqualTo(1);
              assertThat(item.string("hour"))
                  .isEqualTo(hourAgo.truncatedTo(ChronoUnit.HOURS).toString());
            });
    assertThat(invoke(chatbot, "ReconcileUsageFunction").number("differences")).isZero();
  }

  @Test
  void daysThatAreOverAreFoldedOnce(Chatbot chatbot) {
    TenantId tenant = new TenantId(chatbot.newPerson().tenantId());
    Yesteryear.usage(tenant, Instant.now().minus(Duration.ofDays(5)), 7);
    assertThat(invoke(chatbot, "FoldDaysFunction").number("days")).isPositive();
    JsonObject again = invoke(chatbot, "FoldDaysFunction");
    assertThat(again.number("failed")).isZero();
    assertThat(again.number("tenants")).isPositive();
    assertThat(again.bool("complete")).isTrue();
  }

  @Test
  void theNightlyComparisonFindsNoDifference(Chatbot chatbot) {
    new StripeAccount(chatbot).buy(chatbot.newPerson(), "starter");
    JsonObject report = invoke(chatbot, "ReconcileUsageFunction");
    assertThat(report.number("accounts")).isPositive();
    assertThat(report.number("differences")).isZero();
    assertThat(report.bool("complete")).isTrue();
  }

  private static JsonObject invoke(Chatbot chatbot, String function) {
    Chatbot.Answer answer = chatbot.post("/_local/invoke/" + function, "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }
}
