package io.saasbricks.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeCatalogueTest {
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
  void productAndPriceKeepWhatTheyWereGiven() throws Exception {
    JsonNode product = account.post("product", "/v1/products", "name=Pro&metadata[plan]=pro");
    assertThat(product.path("name").asText()).isEqualTo("Pro");
    assertThat(product.path("metadata").path("plan").asText()).isEqualTo("pro");
    JsonNode price =
        account.post(
            "price",
            "/v1/prices",
            "currency=eur&unit_amount=2900&nickname=monthly&metadata[a]=1&recurring[interval]=year"
                + "&recurring[usage_type]=metered&product="
                + id(product));
    assertThat(price.path("unit_amount").asLong()).isEqualTo(2_900);
    assertThat(price.path("nickname").asText()).isEqualTo("monthly");
    assertThat(price.path("metadata").path("a").asText()).isEqualTo("1");
    assertThat(price.path("product").asText()).isEqualTo(id(product));
    assertThat(price.path("recurring").path("interval").asText()).isEqualTo("year");
    assertThat(price.path("recurring").path("usage_type").asText()).isEqualTo("metered");
  }

  @Test
  void listsAreNewestFirst() throws Exception {
    String first = id(account.post("customer", "/v1/customers", "name=A"));
    String second = id(account.post("customer", "/v1/customers", "name=B"));
    assertThat(account.list("customer", "/v1/customers"))
        .extracting(StripeCatalogueTest::id)
        .containsExactly(second, first);
    assertThat(account.list("customer", "/v1/customers?starting_after=" + second))
        .extracting(StripeCatalogueTest::id)
        .containsExactly(first);
  }

  @Test
  void customerIsNotFoundByTheIdOfSomethingElse() throws Exception {
    String price = id(account.post("price", "/v1/prices", "currency=eur"));
    assertThat(account.call("GET", "/v1/customers/" + price, "").statusCode()).isEqualTo(404);
    assertThat(account.call("DELETE", "/v1/customers/" + price, "").statusCode()).isEqualTo(404);
    account.refused(404, "/v1/customers/" + price, "name=A");
    assertThat(account.list("price", "/v1/prices")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/products, metadata[a]=1, name",
    "/v1/prices, unit_amount=1, currency",
    "/v1/prices, currency=eur&unit_amount=1.5, unit_amount",
    "/v1/billing_portal/sessions, return_url=x, customer"
  })
  void callThatIsRefusedLeavesNothingBehind(String path, String form, String parameter)
      throws Exception {
    assertThat(account.refused(400, path, form).path("param").asText()).isEqualTo(parameter);
    assertThat(account.list("price", "/v1/prices")).isEmpty();
    assertThat(account.list("customer", "/v1/customers")).isEmpty();
  }

  @Test
  void readingIsNeverARepetition() throws Exception {
    String path = "/v1/customers/" + id(account.post("customer", "/v1/customers", "name=A"));
    assertThat(account.call("GET", path, "", "Idempotency-Key", "k").body()).contains("\"A\"");
    account.post("customer", path, "name=B");
    assertThat(account.call("GET", path, "", "Idempotency-Key", "k").body()).contains("\"B\"");
  }

  @ParameterizedTest
  @CsvSource({
    "items[0][id]=ITEM&items[0][price]=price_none, price",
    "items[0][id]=si_none&items[0][price]=PRICE, subscription_item",
    "items[0][price]=PRICE, subscription_item",
    "items[0][id]=OTHER&items[0][price]=PRICE, subscription_item"
  })
  void subscriptionStaysAsItWasWhenItsChangeIsRefused(String form, String missing)
      throws Exception {
    String price = id(account.post("price", "/v1/prices", "currency=eur"));
    JsonNode subscription = subscribe(price);
    String filled =
        form.replace("ITEM", item(subscription))
            .replace("OTHER", item(subscribe(price)))
            .replace("PRICE", price);
    String path = "/v1/subscriptions/" + id(subscription);
    JsonNode error =
        account.refused(404, path, "cancel_at_period_end=true&metadata[a]=1&" + filled);
    assertThat(error.path("message").asText()).startsWith("No such " + missing + ":");
    assertThat(account.get("subscription", path)).isEqualTo(subscription);
  }

  private JsonNode subscribe(String price) throws Exception {
    String path = "/v1/checkout/sessions";
    String form = "mode=subscription&success_url=x&line_items[0][price]=" + price;
    String session = path + "/" + id(account.post("checkout.session", path, form));
    account.stripe.completeCheckout(session.substring(path.length() + 1));
    String subscription = account.get("checkout.session", session).path("subscription").asText();
    return account.get("subscription", "/v1/subscriptions/" + subscription);
  }

  private static String item(JsonNode subscription) {
    return id(subscription.path("items").path("data").path(0));
  }

  private static String id(JsonNode object) {
    return object.path("id").asText();
  }
}
