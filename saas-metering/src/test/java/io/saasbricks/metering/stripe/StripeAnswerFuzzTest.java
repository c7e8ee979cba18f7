package io.saasbricks.metering.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.OutboundResponse;
import io.saasbricks.local.simulation.Corpus;
import io.saasbricks.metering.billing.Account;
import io.saasbricks.metering.billing.Charge;
import io.saasbricks.metering.billing.Window;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: whatever Stripe, or a proxy in its place, answers to any call and with whatever
 * status, the call gives an answer or throws {@link StripeException}, after at most three attempts
 * at each of at most two requests.
 */
public final class StripeAnswerFuzzTest {
  private static final Deadline SOON = Deadline.in(Duration.ofSeconds(20), () -> 0);
  private static final int[] STATUSES = {200, 200, 200, 400, 404, 429, 500, 302};
  private static final int MOST_REQUESTS = 6;
  private static final TenantId TENANT = new TenantId("tenant01");
  private static final Window HOUR =
      new Window(TENANT, "messages", Instant.parse("2026-11-15T12:00:00Z"));
  private static final Account ACCOUNT = new Account(TENANT, "cus_1", HOUR.hour());
  private static final StripeEvent REPORT =
      new StripeEvent("evt_1", MeterErrors.REPORT, HOUR.hour(), JsonObject.builder().build());

  private static final Corpus CORPUS =
      Corpus.of(
          """
          {"error":{"type":"invalid_request_error","code":"resource_missing","message":"No such"}}
          """,
          """
          {"error":{"type":1,"code":[],"message":{}}}""",
          """
          {"id":"cs_1","url":"https://checkout.stripe.com/c/pay","has_more":false}""",
          """
          {"data":[{"id":"mtr_1","event_name":"messages","event_time_window":"hour",
           "lookup_key":"pro","start_time":1794744000,"aggregated_value":12.0}],"has_more":true}
          """,
          """
          {"data":[{"id":"s","start_time":9223372036854775807,"aggregated_value":1e99}],
           "has_more":false}
          """,
          """
          {"data":{"reason":{"error_types":[{"code":"meter_event_customer_not_found",
           "sample_errors":[{"request":{"identifier":"tenant01.messages.1.1"}}]}]}}}
          """,
          "<html>blocked</html>");

  /** Every call, by name. */
  private static final List<Consumer<StripeClient>> CALLS =
      List.of(
          stripe -> StripeMeters.open(stripe, Set.of("messages"), () -> 0, SOON),
          stripe -> meters(stripe).deliver(new Charge(ACCOUNT, HOUR, 1, 7)),
          stripe -> meters(stripe).hours(ACCOUNT, "messages", HOUR.hour(), HOUR.end()),
          stripe -> MeterErrors.fetch(stripe, REPORT, SOON),
          stripe -> StripeCheckout.of(stripe).subscribe(order(), "key-1", SOON),
          stripe -> StripeCheckout.of(stripe).customer(TENANT, "Ann", SOON),
          stripe -> StripeCheckout.of(stripe).prices(List.of("pro"), SOON),
          stripe -> StripeCheckout.of(stripe).subscriptions("cus_1", SOON),
          stripe -> StripeCheckout.of(stripe).end("sub_1", SOON));

  private static StripeMeters meters(StripeClient stripe) {
    return StripeMeters.of(stripe, Map.of("messages", "mtr_1"), () -> 0);
  }

  private static StripeCheckout.Order order() {
    URI page = URI.create("https://app.example/");
    return new StripeCheckout.Order(
        TENANT, Optional.empty(), List.of("price_1"), List.of(), page, page);
  }

  /** Called by Jazzer; the first byte chooses the call, the second the status. */
  public static void fuzzerTestOneInput(byte[] data) {
    int call = data.length > 0 ? (data[0] & 0xff) % CALLS.size() : 0;
    int status = data.length > 1 ? STATUSES[data[1] & 7] : 200;
    byte[] body = CORPUS.bytes(Arrays.copyOfRange(data, Math.min(2, data.length), data.length));
    AtomicInteger requests = new AtomicInteger();
    StripeClient stripe =
        StripeClient.of(
            (request, deadline) -> {
              assertThat(requests.incrementAndGet()).isLessThanOrEqualTo(MOST_REQUESTS);
              return OutboundResponse.of(status, Map.of(), body);
            },
            StripeClient.STRIPE,
            () -> Secret.of("sk_test_123"),
            pause -> {},
            new Random(1));
    try {
      CALLS.get(call).accept(stripe);
    } catch (StripeException refused) {
      assertThat(refused.status()).isEqualTo(status);
    } catch (IllegalStateException refused) {
      assertThat(refused).hasMessageContaining("has no event_time_window=hour");
    }
  }

  @Test
  void everyCallBearsEveryKindOfAnswer() {
    for (byte call = 0; call < CALLS.size(); call++) {
      for (byte status = 0; status < STATUSES.length; status++) {
        for (byte answer = 0; answer < 8; answer++) {
          fuzzerTestOneInput(new byte[] {call, status, answer});
        }
      }
    }
  }

  @Test
  void whatStripeAnswersIsAnAnswerOrItsException() {
    CORPUS.replay(StripeAnswerFuzzTest::fuzzerTestOneInput);
  }
}
