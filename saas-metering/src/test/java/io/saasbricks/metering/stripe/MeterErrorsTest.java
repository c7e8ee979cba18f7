package io.saasbricks.metering.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterErrorsTest {
  private static final String THIN =
      """
      {"id":"evt_65","object":"v2.core.event","type":"v1.billing.meter.error_report_triggered",
       "created":"2026-11-15T12:34:56.000Z","livemode":false,
       "related_object":{"id":"mtr_1","type":"billing.meter","url":"/v1/billing/meters/mtr_1"}}
      """;
  private static final String FULL =
      """
      {"id":"evt_65","object":"v2.core.event","type":"v1.billing.meter.error_report_triggered",
       "created":"2026-11-15T12:34:56.000Z",
       "data":{"developer_message_summary":"There are 2 invalid events","reason":{"error_count":2,
        "error_types":[{"code":"meter_event_customer_not_found","error_count":2,"sample_errors":[
         {"error_message":"no","request":{"identifier":"tenant00.calls.498540.3"}},
         {"error_message":"no","request":{"identifier":"tenant00.calls.498541.1"}},
         {"error_message":"no","request":{}}]}]}}}
      """;

  private final ScriptedStripe stripe = new ScriptedStripe();

  @Test
  void aReportIsReadFromStripeAndNamesTheRejectedDeliveries() {
    StripeEvent thin = StripeEvent.of(Json.object(THIN));
    assertThat(MeterErrors.isReport(thin)).isTrue();
    stripe.answering(200, FULL);
    assertThat(MeterErrors.fetch(stripe.client(), thin, ScriptedStripe.deadline()))
        .containsExactly(
            new MeterErrors(
                "meter_event_customer_not_found",
                List.of("tenant00.calls.498540.3", "tenant00.calls.498541.1")));
    assertThat(stripe.last().uri()).hasPath("/v2/core/events/evt_65");
  }

  @Test
  void otherEventsAreNoReports() {
    assertThat(
            MeterErrors.isReport(
                StripeEvent.of(
                    Json.object("{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"created\":1}"))))
        .isFalse();
  }
}
