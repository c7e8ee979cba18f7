package io.saasbricks.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeSubscriptionsTest {
  private static final String SESSIONS = "/v1/checkout/sessions";

  private StripeAccount account;

  @BeforeEach
  void open() throws Exception {
    account = StripeAccount.strict();
  }

  @AfterEach
  void close() {
    account.close();
  }

  @Test
  void customerIsCreatedReadChangedListedAndDeleted() throws Exception {
    JsonNode customer =
        account.post(
            "customer",
            "/v1/customers",
            "email=a%40b.co&name=A&metadata[tenantId]=t1&metadata[x]=1");
    String path = "/v1/customers/" + id(customer);
    assertThat(account.get("customer", path)).isEqualTo(customer);
    JsonNode changed = account.post("customer", path, "name=B&metadata[x]=");
    assertThat(changed.path("name").asText()).isEqualTo("B");
    assertThat(changed.path("metadata").toString()).isEqualTo("{\"tenantId\":\"t1\"}");
    assertThat(account.list("customer", "/v1/customers?email=a%40b.co")).hasSize(1);
    assertThat(account.list("customer", "/v1/customers?email=nobody")).isEmpty();
    JsonNode deleted = Caller.json(account.call("DELETE", path, ""));
    assertThat(StripeAccount.SCHEMA.problems("deleted_customer", deleted)).isEmpty();
    assertThat(account.call("GET", path, "").statusCode()).isEqualTo(404);
  }

  @Test
  void priceIsFoundByItsLookupKey() throws Exception {
    JsonNode product = account.post("product", "/v1/products", "name=Pro");
    JsonNode price =
        account.post(
            "price",
            "/v1/prices",
            "currency=eur&unit_amount=2900&lookup_key=pro&recurring[interval]=month&product="
                + id(product));
    assertThat(account.list("price", "/v1/prices?lookup_keys[]=pro")).containsExactly(price);
    assertThat(account.list("price", "/v1/prices?lookup_keys[]=other")).isEmpty();
  }

  @Test
  void paidSessionBecomesASubscriptionAndIsAnnounced() throws Exception {
    JsonNode session =
        session(
            "client_reference_id=t1&customer_email=a%40b.co&metadata[a]=1"
                + "&subscription_data[metadata][tenantId]=t1");
    assertThat(session.path("client_reference_id").asText()).isEqualTo("t1");
    assertThat(session.path("metadata").toString()).isEqualTo("{\"a\":\"1\"}");
    assertThat(session.path("expires_at").asLong())
        .isEqualTo(account.time.instant().plus(Duration.ofDays(1)).getEpochSecond());
    assertThat(session.path("status").asText()).isEqualTo("open");
    assertThat(session.path("url").asText()).isEqualTo(account.uri() + "/pay/" + id(session));
    account.stripe.completeCheckout(id(session));
    JsonNode paid = account.get("checkout.session", SESSIONS + "/" + id(session));
    assertThat(paid.path("status").asText()).isEqualTo("complete");
    assertThat(paid.path("payment_status").asText()).isEqualTo("paid");
    JsonNode subscription =
        account.get("subscription", "/v1/subscriptions/" + paid.path("subscription").asText());
    assertThat(subscription.path("status").asText()).isEqualTo("active");
    String customer = "/v1/customers/" + subscription.path("customer").asText();
    assertThat(account.get("customer", customer).path("email").asText()).isEqualTo("a@b.co");
    assertThat(subscription.path("metadata").path("tenantId").asText()).isEqualTo("t1");
    JsonNode item = subscription.path("items").path("data").path(0);
    assertThat(StripeAccount.SCHEMA.problems("subscription_item", item)).isEmpty();
    assertThat(item.path("quantity").asInt()).isEqualTo(1);
    assertThat(
            item.path("current_period_end").asLong() - item.path("current_period_start").asLong())
        .isEqualTo(Duration.ofDays(31).toSeconds());
    assertThat(account.stripe.deliverEvents())
        .containsExactly("customer.subscription.created", "checkout.session.completed");
    assertThat(account.delivered.get(1).path("data").path("object")).isEqualTo(paid);
  }

  @Test
  void eventsAreSignedWhenTheyAreDelivered() throws Exception {
    account.stripe.completeCheckout(id(session("")));
    account.time.advance(Duration.ofMinutes(3));
    account.stripe.deliverEvents();
    long seconds = account.time.instant().getEpochSecond();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(StripeAccount.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signed = (seconds + "." + account.delivered.get(0)).getBytes(StandardCharsets.UTF_8);
    assertThat(account.signatures.get(0))
        .isEqualTo("t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(signed)));
  }

  @Test
  void eventThatIsNotAcceptedIsDeliveredAgain() throws Exception {
    account.stripe.completeCheckout(id(session("")));
    account.webhookStatus = 300;
    assertThat(account.stripe.deliverEvents()).isEmpty();
    account.webhookStatus = 0;
    assertThat(account.stripe.deliverEvents()).isEmpty();
    account.webhookStatus = 299;
    assertThat(account.stripe.deliverEvents()).hasSize(2);
    assertThat(account.stripe.deliverEvents()).isEmpty();
    assertThat(account.delivered).hasSize(4);
    assertThat(account.delivered.get(2)).isEqualTo(account.delivered.get(0));
    assertThat(id(account.delivered.get(3))).isNotEqualTo(id(account.delivered.get(2)));
  }

  @Test
  void sessionIsPaidOnceAndOnlyWhileItIsOpen() throws Exception {
    String paid = id(session(""));
    account.stripe.completeCheckout(paid);
    assertThatThrownBy(() -> account.stripe.completeCheckout(paid))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("complete");
    JsonNode expired =
        account.post("checkout.session", SESSIONS + "/" + id(session("")) + "/expire", "");
    assertThatThrownBy(() -> account.stripe.completeCheckout(id(expired)))
        .hasMessageContaining("expired");
    account.refused(400, SESSIONS + "/" + id(expired) + "/expire", "");
    account.refused(400, SESSIONS + "/" + paid + "/expire", "");
    assertThat(account.stripe.deliverEvents())
        .containsExactly(
            "customer.subscription.created",
            "checkout.session.completed",
            "checkout.session.expired");
    assertThatThrownBy(() -> account.stripe.completeCheckout("cs_none"))
        .hasMessageContaining("No such checkout.session");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mode=subscription&success_url=x                                    | 400
          success_url=x&line_items[0][price]=PRICE                           | 400
          mode=subscription&line_items[0][price]=PRICE                       | 400
          mode=subscription&success_url=x&line_items[0][price]=price_none    | 404
          mode=subscription&success_url=x&line_items[0][price]=PRICE&customer=cus_none | 404
          """)
  void sessionThatCannotBeIsRefused(String form, int status) throws Exception {
    String price = id(account.post("price", "/v1/prices", "currency=eur"));
    account.refused(status, SESSIONS, form.replace("PRICE", price));
  }

  @Test
  void subscriptionChangesItsPriceAndEnds() throws Exception {
    String id = subscribe();
    String other =
        id(account.post("price", "/v1/prices", "currency=eur&recurring[usage_type]=metered"));
    JsonNode before = account.get("subscription", "/v1/subscriptions/" + id);
    String item = id(before.path("items").path("data").path(0));
    JsonNode changed =
        account.post(
            "subscription",
            "/v1/subscriptions/" + id,
            "items[0][id]=%s&items[0][price]=%s&cancel_at_period_end=true&metadata[a]=1"
                .formatted(item, other));
    assertThat(changed.path("metadata").path("a").asText()).isEqualTo("1");
    assertThat(id(changed.path("items").path("data").path(0).path("price"))).isEqualTo(other);
    assertThat(changed.path("cancel_at_period_end").asBoolean()).isTrue();
    JsonNode ended = Caller.json(account.call("DELETE", "/v1/subscriptions/" + id, ""));
    assertThat(ended.path("status").asText()).isEqualTo("canceled");
    assertThat(account.call("DELETE", "/v1/subscriptions/" + id, "").statusCode()).isEqualTo(404);
    assertThat(account.stripe.deliverEvents())
        .endsWith("customer.subscription.updated", "customer.subscription.deleted");
  }

  @Test
  void listLeavesOutCanceledSubscriptionsUnlessAskedFor() throws Exception {
    String id = subscribe();
    String customer =
        account.get("subscription", "/v1/subscriptions/" + id).path("customer").asText();
    assertThat(account.list("subscription", "/v1/subscriptions?customer=" + customer)).hasSize(1);
    account.call("DELETE", "/v1/subscriptions/" + id, "");
    assertThat(account.list("subscription", "/v1/subscriptions?customer=" + customer)).isEmpty();
    assertThat(account.list("subscription", "/v1/subscriptions?status=all")).hasSize(1);
    assertThat(account.list("subscription", "/v1/subscriptions?status=canceled")).hasSize(1);
    assertThat(account.list("subscription", "/v1/subscriptions?status=active")).isEmpty();
  }

  @Test
  void customerPaysAndCancelsOnThePages() throws Exception {
    JsonNode session = session("");
    String pay = "/pay/" + id(session);
    assertThat(account.call("GET", pay, "").body()).contains("<button>Pay</button>");
    HttpResponse<String> back = account.call("POST", pay, "");
    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(back.headers().firstValue("location"))
        .contains("https://app.example/done?session=" + id(session));
    JsonNode paid = account.get("checkout.session", SESSIONS + "/" + id(session));
    JsonNode portal =
        account.post(
            "billing_portal.session",
            "/v1/billing_portal/sessions",
            "return_url=https://app.example/&customer=" + paid.path("customer").asText());
    String cancel = portal.path("url").asText().substring(account.uri().length());
    assertThat(account.call("GET", cancel, "").body()).contains("Cancel subscription");
    assertThat(account.call("POST", cancel, "").headers().firstValue("location"))
        .contains("https://app.example/");
    assertThat(account.list("subscription", "/v1/subscriptions")).isEmpty();
    assertThat(account.call("GET", "/pay/cs_none", "").statusCode()).isEqualTo(404);
  }

  @Test
  void repeatedIdempotencyKeyRepeatsTheAnswerForADay() throws Exception {
    HttpResponse<String> first =
        account.call("POST", "/v1/customers", "name=A", "Idempotency-Key", "k");
    HttpResponse<String> again =
        account.call("POST", "/v1/customers", "name=A", "Idempotency-Key", "k");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("idempotent-replayed")).contains("true");
    JsonNode other = account.refused(400, "/v1/customers", "name=B", "Idempotency-Key", "k");
    assertThat(other.path("type").asText()).isEqualTo("idempotency_error");
    account.time.advance(Duration.ofHours(24));
    HttpResponse<String> later =
        account.call("POST", "/v1/customers", "name=A", "Idempotency-Key", "k");
    assertThat(later.body()).isNotEqualTo(first.body());
  }

  @Test
  void refusalIsNotKeptUnderItsKey() throws Exception {
    account.refused(400, "/v1/products", "", "Idempotency-Key", "k");
    account.post("product", "/v1/products", "name=Pro", "Idempotency-Key", "k");
  }

  @Test
  void keyIsRequired() throws Exception {
    try (var anonymous = new Caller(account.stripe)) {
      assertThat(anonymous.send("GET", "/v1/customers", "").statusCode()).isEqualTo(401);
      assertThat(
              anonymous
                  .send("GET", "/v1/customers", "", "Authorization", "Bearer invalid")
                  .statusCode())
          .isEqualTo(401);
      assertThat(
              anonymous
                  .send("GET", "/v1/customers", "", "Authorization", "Basic c2tfdGVzdDo=")
                  .statusCode())
          .isEqualTo(200);
      for (String wrong : List.of("Basic ?", "Basic Og==", "Basic", "Basic aW52YWxpZDo=")) {
        HttpResponse<String> answer =
            anonymous.send("GET", "/v1/customers", "", "Authorization", wrong);
        assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, invalid_request_error",
    "402, invalid_request_error",
    "429, invalid_request_error",
    "499, invalid_request_error",
    "500, api_error",
    "503, api_error"
  })
  void faultsComeAsStripesErrorsAndNothingIsDone(int status, String type) throws Exception {
    account.faults.add("stripe", Fault.status(status), 1);
    JsonNode error = account.refused(status, "/v1/customers", "name=A");
    assertThat(error.path("type").asText()).isEqualTo(type);
    assertThat(account.list("customer", "/v1/customers")).isEmpty();
  }

  @Test
  void removedCallsDoNotExist() throws Exception {
    assertThat(
            account
                .call("POST", "/v1/subscription_items/si_1/usage_records", "quantity=1")
                .statusCode())
        .isEqualTo(404);
    assertThat(account.call("GET", "/v1/customers?limit=101", "").statusCode()).isEqualTo(400);
    assertThat(account.call("GET", "/v1/customers?limit=many", "").statusCode()).isEqualTo(400);
  }

  @Test
  void lenientAccountKnowsEveryCustomerAndPrice() throws Exception {
    try (var lenient = StripeAccount.lenient()) {
      assertThat(id(lenient.get("customer", "/v1/customers/cus_8"))).isEqualTo("cus_8");
      assertThat(lenient.call("GET", "/v1/customers/price_8", "").statusCode()).isEqualTo(404);
      lenient.list("price", "/v1/prices?lookup_keys[]=pro_monthly");
      List<JsonNode> prices = lenient.list("price", "/v1/prices?lookup_keys[]=pro_monthly");
      assertThat(prices).hasSize(1);
      assertThat(id(prices.get(0))).isEqualTo("price_pro_monthly");
      lenient.post(
          "checkout.session",
          SESSIONS,
          "mode=subscription&success_url=x&customer=cus_7&line_items[0][price]=price_x");
      assertThat(id(lenient.get("customer", "/v1/customers/cus_7"))).isEqualTo("cus_7");
    }
  }

  private String subscribe() throws Exception {
    JsonNode session = session("");
    account.stripe.completeCheckout(id(session));
    return account
        .get("checkout.session", SESSIONS + "/" + id(session))
        .path("subscription")
        .asText();
  }

  private JsonNode session(String more) throws Exception {
    String price = id(account.post("price", "/v1/prices", "currency=eur&unit_amount=2900"));
    return account.post(
        "checkout.session",
        SESSIONS,
        "mode=subscription&success_url=https://app.example/done?session%3D{CHECKOUT_SESSION_ID}"
            + "&line_items[0][price]="
            + price
            + "&line_items[0][quantity]=1&"
            + more);
  }

  private static String id(JsonNode object) {
    return object.path("id").asText();
  }
}
