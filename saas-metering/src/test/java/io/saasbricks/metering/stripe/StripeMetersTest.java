package io.saasbricks.metering.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.net.TransportException;
import io.saasbricks.metering.billing.Account;
import io.saasbricks.metering.billing.BillingSink.Delivery;
import io.saasbricks.metering.billing.Charge;
import io.saasbricks.metering.billing.Window;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StripeMetersTest {
  private static final Instant NOON = Instant.parse("2026-11-15T12:00:00Z");
  private static final Account ACCOUNT = new Account(new TenantId("tenant00"), "cus_ann", NOON);
  private static final Charge CHARGE =
      new Charge(ACCOUNT, new Window(ACCOUNT.tenant(), "calls", NOON), 3, 1_234);

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final StripeMeters meters =
      StripeMeters.of(stripe.client(), Map.of("calls", "mtr_1"), () -> 0);

  @Test
  void aChargeIsAMeterEventOfItsHour() {
    stripe.answering(200, "{\"object\":\"billing.meter_event\"}");
    assertThat(meters.deliver(CHARGE)).isEqualTo(new Delivery.Accepted());
    assertThat(stripe.last().uri().getPath()).isEqualTo("/v1/billing/meter_events");
    assertThat(stripe.form())
        .containsOnly(
            Map.entry("event_name", "calls"),
            Map.entry("identifier", "tenant00.calls.498540.3"),
            Map.entry("timestamp", "1794744000"),
            Map.entry("payload[stripe_customer_id]", "cus_ann"),
            Map.entry("payload[value]", "1234"));
  }

  @Test
  void aRepeatedIdentifierIsDelivered() {
    stripe
        .losingTheAnswer()
        .answering(
            400,
            Map.of("Stripe-Should-Retry", "false"),
            """
            {"error":{"type":"invalid_request_error",
             "message":"An event already exists with identifier tenant00.calls.498540.3."}}
            """);
    assertThat(meters.deliver(CHARGE)).isEqualTo(new Delivery.Accepted());
  }

  @Test
  void aRepeatedIdentifierIsKnownByItsCodeToo() {
    stripe.answering(
        400, "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"duplicate_meter_event\"}}");
    assertThat(meters.deliver(CHARGE)).isEqualTo(new Delivery.Accepted());
  }

  @Test
  void aRefusedEventTellsWhy() {
    stripe.refusing(400, "invalid_request_error", "No such customer: 'cus_ann'");
    assertThat(meters.deliver(CHARGE))
        .isEqualTo(new Delivery.Refused("No such customer: 'cus_ann'"));
  }

  @Test
  void aBadKeyIsNoRefusalOfTheCharge() {
    stripe.refusing(401, "invalid_request_error", "Invalid API Key provided");
    assertThatThrownBy(() -> meters.deliver(CHARGE)).isInstanceOf(StripeException.class);
  }

  @Test
  void noAnswerIsNoRefusalOfTheCharge() {
    stripe.losingTheAnswer().losingTheAnswer().losingTheAnswer();
    assertThatThrownBy(() -> meters.deliver(CHARGE)).isInstanceOf(TransportException.class);
  }

  @Test
  void theStatementIsReadPageByPage() {
    stripe
        .answering(200, page(true, "mes_2", NOON.plusSeconds(3_600), 7))
        .answering(200, page(false, "mes_1", NOON, 5));
    assertThat(meters.hours(ACCOUNT, "calls", NOON, NOON.plusSeconds(7_200)))
        .isEqualTo(Map.of(NOON, 5L, NOON.plusSeconds(3_600), 7L));
    assertThat(stripe.requests().get(0).uri())
        .hasPath("/v1/billing/meters/mtr_1/event_summaries")
        .hasParameter("customer", "cus_ann")
        .hasParameter("start_time", "1794744000")
        .hasParameter("end_time", "1794751200")
        .hasParameter("value_grouping_window", "hour");
    assertThat(stripe.last().uri()).hasParameter("starting_after", "mes_2");
  }

  /** An account of many meters got a second one of the same event, which Stripe refuses. */
  @Test
  void aMeterOnALaterPageIsFoundAndNotMadeAgain() {
    stripe
        .answering(200, meters(true, "mtr_9", "tokens"))
        .answering(200, meters(false, "mtr_1", "calls"))
        .answering(200, "{\"object\":\"billing.meter_event\"}");
    StripeMeters opened =
        StripeMeters.open(stripe.client(), Set.of("calls"), () -> 0, ScriptedStripe.deadline());
    assertThat(stripe.requests()).allMatch(request -> request.method().equals("GET"));
    assertThat(stripe.last().uri())
        .hasPath("/v1/billing/meters")
        .hasParameter("status", "active")
        .hasParameter("limit", "100")
        .hasParameter("starting_after", "mtr_9");
    assertThat(opened.deliver(CHARGE)).isEqualTo(new Delivery.Accepted());
  }

  @Test
  void aMeterWithoutAnIdHasNoStatement() {
    assertThatThrownBy(() -> meters.hours(ACCOUNT, "tokens", NOON, NOON.plusSeconds(3_600)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tokens");
  }

  private static String meters(boolean more, String id, String name) {
    return """
        {"object":"list","has_more":%s,"data":[{"id":"%s","object":"billing.meter",
         "event_name":"%s","event_time_window":"hour","status":"active"}]}
        """
        .formatted(more, id, name);
  }

  private static String page(boolean more, String id, Instant start, long value) {
    return """
        {"object":"list","has_more":%s,"data":[{"id":"%s","object":"billing.meter_event_summary",
         "aggregated_value":%d,"start_time":%d,"end_time":%d,"meter":"mtr_1","livemode":false}]}
        """
        .formatted(
            more, id, value, start.getEpochSecond(), start.plusSeconds(3_600).getEpochSecond());
  }
}
