package io.saasbricks.metering.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeCheckoutTest {
  private static final TenantId TENANT = new TenantId("tenant00");
  private static final URI BACK = URI.create("https://app.example.org/billing?x=1");

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final StripeCheckout checkout = StripeCheckout.of(stripe.client());

  @Test
  void aCheckoutSellsPricesToATenantFromTheFirstOfTheMonth() {
    stripe.answering(200, "{\"id\":\"cs_1\",\"url\":\"https://checkout.stripe.com/c/cs_1\"}");
    StripeCheckout.Session session =
        checkout.subscribe(
            order(Optional.of("cus_ann")), "tenant00-pro-1", ScriptedStripe.deadline());
    assertThat(session)
        .isEqualTo(
            new StripeCheckout.Session("cs_1", URI.create("https://checkout.stripe.com/c/cs_1")));
    assertThat(stripe.form())
        .containsEntry("mode", "subscription")
        .containsEntry("client_reference_id", "tenant00")
        .containsEntry("customer", "cus_ann")
        .containsEntry("success_url", BACK.toString())
        .containsEntry("subscription_data[metadata][tenant]", "tenant00")
        .containsEntry("subscription_data[billing_cycle_anchor_config][day_of_month]", "1")
        .containsEntry("line_items[0][price]", "price_base")
        .containsEntry("line_items[0][quantity]", "1")
        .containsEntry("line_items[1][price]", "price_calls")
        .doesNotContainKey("line_items[1][quantity]");
    assertThat(stripe.last().headers()).containsEntry("Idempotency-Key", "tenant00-pro-1");
  }

  @Test
  void aNewCustomerIsMadeByStripe() {
    stripe.answering(200, "{\"id\":\"cs_1\",\"url\":\"https://checkout.stripe.com/c/cs_1\"}");
    checkout.subscribe(order(Optional.empty()), "key", ScriptedStripe.deadline());
    assertThat(stripe.form()).doesNotContainKey("customer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":\"cs_1\",\"url\":\"no uri\"}"})
  void aSessionWithoutAPageIsStripesFailure(String answer) {
    stripe.answering(200, answer);
    StripeException failure =
        catchThrowableOfType(
            StripeException.class,
            () -> checkout.subscribe(order(Optional.empty()), "key", ScriptedStripe.deadline()));
    assertThat(failure.retryable()).isFalse();
    assertThat(failure).message().doesNotContain("no uri");
  }

  @Test
  void thePortalLeadsBack() {
    stripe.answering(200, "{\"id\":\"bps_1\",\"url\":\"https://billing.stripe.com/p/1\"}");
    assertThat(checkout.portal("cus_ann", BACK, "key", ScriptedStripe.deadline()).url())
        .hasToString("https://billing.stripe.com/p/1");
    assertThat(stripe.form())
        .containsEntry("customer", "cus_ann")
        .containsEntry("return_url", BACK.toString());
  }

  @Test
  void aSubscriptionIsReadAsItIsNow() {
    stripe.answering(200, "{\"id\":\"sub_1\",\"metadata\":{\"tenant\":\"tenant00\"}}");
    assertThat(StripeCheckout.tenantOf(checkout.subscription("sub_1", ScriptedStripe.deadline())))
        .contains(TENANT);
    assertThat(stripe.last().uri()).hasPath("/v1/subscriptions/sub_1");
  }

  @Test
  void aTenantHasOneCustomerHoweverOftenItIsAskedFor() {
    stripe.losingTheAnswer().answering(200, "{\"id\":\"cus_ann\"}");
    assertThat(checkout.customer(TENANT, "Ann's", ScriptedStripe.deadline())).isEqualTo("cus_ann");
    assertThat(stripe.form()).containsEntry("metadata[tenant]", "tenant00");
    assertThat(stripe.requests())
        .hasSize(2)
        .allSatisfy(
            request ->
                assertThat(request.headers())
                    .containsEntry("Idempotency-Key", "customer-tenant00"));
  }

  @Test
  void pricesAreFoundByTheirLookupKeysInOneCall() {
    stripe.answering(200, "{\"data\":[{\"id\":\"price_2\",\"lookup_key\":\"pro\"}]}");
    assertThat(checkout.prices(List.of("pro", "gold"), ScriptedStripe.deadline()))
        .containsExactly(Map.entry("pro", "price_2"));
    assertThat(StripeSpec.decode(stripe.last().uri().getRawQuery()))
        .containsEntry("active", "true")
        .containsEntry("lookup_keys[0]", "pro")
        .containsEntry("lookup_keys[1]", "gold");
  }

  @Test
  void allSubscriptionsOfACustomerAreReadInOneCall() {
    stripe.answering(200, "{\"data\":[{\"id\":\"sub_1\"},{\"id\":\"sub_2\"}]}");
    assertThat(checkout.subscriptions("cus_ann", ScriptedStripe.deadline()))
        .extracting(subscription -> subscription.string("id"))
        .containsExactly("sub_1", "sub_2");
  }

  @Test
  void endingASubscriptionSettlesItAndMayBeRepeated() {
    stripe.answering(200, "{\"id\":\"sub_1\"}").refusing(404, "invalid_request_error", "gone");
    checkout.end("sub_1", ScriptedStripe.deadline());
    assertThat(stripe.last().method()).isEqualTo("DELETE");
    assertThat(stripe.last().uri())
        .hasPath("/v1/subscriptions/sub_1")
        .hasQuery("invoice_now=true&prorate=true");
    checkout.end("sub_1", ScriptedStripe.deadline());
  }

  @Test
  void aRefusalToEndASubscriptionIsNotHidden() {
    stripe.refusing(403, "invalid_request_error", "no permission");
    assertThatThrownBy(() -> checkout.end("sub_1", ScriptedStripe.deadline()))
        .isInstanceOf(StripeException.class);
  }

  @Test
  void theTenantIsFoundInSessionsAndSubscriptionsAndNeverMadeUp() {
    assertThat(tenantOf("{\"client_reference_id\":\"tenant00\"}")).contains(TENANT);
    assertThat(tenantOf("{\"client_reference_id\":null,\"metadata\":{}}")).isEmpty();
    assertThat(tenantOf("{\"metadata\":{\"tenant\":\"T#other\"}}")).isEmpty();
    assertThat(tenantOf("{}")).isEmpty();
  }

  @Test
  void anOrderOfNothingIsRefused() {
    assertThatThrownBy(
            () ->
                new StripeCheckout.Order(
                    TENANT, Optional.empty(), List.of(), List.of(), BACK, BACK))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Optional<TenantId> tenantOf(String json) {
    return StripeCheckout.tenantOf(Json.object(json));
  }

  private static StripeCheckout.Order order(Optional<String> customer) {
    return new StripeCheckout.Order(
        TENANT, customer, List.of("price_base"), List.of("price_calls"), BACK, BACK);
  }
}
