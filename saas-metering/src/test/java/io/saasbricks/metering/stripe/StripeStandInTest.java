package io.saasbricks.metering.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.model.billing.MeterEventSummaryCollection;
import com.stripe.model.checkout.Session;
import com.stripe.net.ApiResource;
import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.local.vendors.Faults;
import io.saasbricks.local.vendors.StripeStandIn;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.TestTable;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.metering.UsageReader;
import io.saasbricks.metering.billing.Account;
import io.saasbricks.metering.billing.Reconciliation;
import io.saasbricks.metering.billing.UsageExporter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From the checkout to the invoice's figures, over the stand-in for Stripe. */
class StripeStandInTest {
  private static final Metric CALLS = Metric.sum("api_calls");
  private static final Instant NOON = Instant.parse("2026-11-15T12:00:00Z");
  private static final Secret SECRET = Secret.of("whsec_test");

  private final TestTable test = TestTable.inMemory();
  private final List<StripeEvent> received = new ArrayList<>();
  private final StripeWebhook webhook = StripeWebhook.of(List.of(SECRET), test.time());
  private final StripeStandIn standIn =
      StripeStandIn.create(new Faults(), test.time(), SECRET.reveal(), this::receive);
  private final StripeClient stripe =
      StripeClient.of(
          new StandInTransport(standIn).checked(),
          StripeClient.STRIPE,
          () -> Secret.of("sk_test_1"),
          pause -> {},
          new Random(1));
  private final UsageMeter meter = UsageMeter.of(test.table(), test.time());
  private int keys;

  @Test
  void aPaidCheckoutTellsByVerifiedEventsWhoseItIs() {
    String price = createPrice();
    StripeCheckout.Session session =
        StripeCheckout.of(stripe)
            .subscribe(
                new StripeCheckout.Order(
                    test.tenant(),
                    Optional.empty(),
                    List.of(price),
                    List.of(),
                    URI.create("https://example.org/ok"),
                    URI.create("https://example.org/no")),
                "order-1",
                deadline());
    JsonObject read =
        stripe.get("/v1/checkout/sessions/" + session.id(), StripeForm.empty(), deadline());
    assertThat(ApiResource.GSON.fromJson(Json.text(read), Session.class).getClientReferenceId())
        .isEqualTo(test.tenant().value());
    standIn.completeCheckout(session.id());
    standIn.deliverEvents();
    StripeEvent completed =
        received.stream()
            .filter(event -> event.type().equals("checkout.session.completed"))
            .findFirst()
            .orElseThrow();
    assertThat(StripeCheckout.tenantOf(completed.object())).contains(test.tenant());
    JsonObject subscription =
        StripeCheckout.of(stripe)
            .subscription(completed.object().string("subscription"), deadline());
    assertThat(StripeCheckout.tenantOf(subscription)).contains(test.tenant());
    assertThat(
            StripeCheckout.of(stripe)
                .portal(
                    completed.object().string("customer"),
                    URI.create("https://example.org"),
                    "portal-1",
                    deadline())
                .url())
        .isNotNull();
  }

  @Test
  void exportedUsageIsWhatStripesSummariesSay() {
    Account account = new Account(test.tenant(), createCustomer(), NOON);
    StripeMeters meters = createMeters();
    UsageExporter exporter = exporter(meters);
    test.time().set(NOON);
    long total = 0;
    for (int i = 0; i < 60; i++) {
      Instant at = test.time().instant().minus(Duration.ofMinutes(i % 3 * 40L));
      if (!at.isBefore(NOON)) {
        use("event-" + i, at, 1 + i);
        total += 1 + i;
      }
      test.time().advance(Duration.ofMinutes(20));
      exporter.export(account, deadline());
    }
    test.time().advance(Duration.ofHours(1));
    exporter.export(account, deadline());
    Map<Instant, Long> stated =
        meters.hours(account, "calls", NOON, NOON.plus(Duration.ofHours(24)));
    assertThat(stated.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
    assertThat(compare(meters, account).differences()).isEmpty();
  }

  @Test
  void eventsOfAnUnknownCustomerAreReportedAndDeliveredOnceItIsThere() {
    StripeMeters meters = createMeters();
    UsageExporter exporter = exporter(meters);
    test.time().set(NOON);
    use("event", NOON, 7);
    test.time().advance(Duration.ofHours(1));
    exporter.export(new Account(test.tenant(), "cus_gone", NOON), deadline());
    standIn.reportMeterErrors();
    standIn.deliverEvents();
    StripeEvent report = received.stream().filter(MeterErrors::isReport).findFirst().orElseThrow();
    for (MeterErrors errors : MeterErrors.fetch(stripe, report, deadline())) {
      assertThat(errors.code()).isEqualTo("meter_event_customer_not_found");
      errors.identifiers().forEach(exporter::reject);
    }
    Account repaired = new Account(test.tenant(), createCustomer(), NOON);
    exporter.export(repaired, deadline());
    assertThat(meters.hours(repaired, "calls", NOON, NOON.plusSeconds(3_600)))
        .isEqualTo(Map.of(NOON, 7L));
  }

  @Test
  void stripesOwnLibraryReadsTheSummariesAsWeDo() {
    Account account = new Account(test.tenant(), createCustomer(), NOON);
    StripeMeters meters = createMeters();
    test.time().set(NOON);
    use("event", NOON, 7);
    test.time().advance(Duration.ofHours(1));
    exporter(meters).export(account, deadline());
    JsonObject page =
        stripe.get(
            "/v1/billing/meters/" + meterId() + "/event_summaries",
            StripeForm.empty()
                .with("customer", account.customer())
                .with("start_time", NOON.getEpochSecond())
                .with("end_time", NOON.plusSeconds(3_600).getEpochSecond())
                .with("value_grouping_window", "hour"),
            deadline());
    MeterEventSummaryCollection theirs =
        ApiResource.GSON.fromJson(Json.text(page), MeterEventSummaryCollection.class);
    assertThat(theirs.getData())
        .singleElement()
        .satisfies(summary -> assertThat(summary.getAggregatedValue()).isEqualByComparingTo("7"));
  }

  @Test
  void metersAreMadeOnceAndFoundAgain() {
    Account account = new Account(test.tenant(), createCustomer(), NOON);
    StripeMeters first = open();
    test.time().set(NOON);
    use("event", NOON, 7);
    test.time().set(NOON.plusSeconds(3_600));
    exporter(first).export(account, deadline());
    assertThat(open().hours(account, "calls", NOON, NOON.plusSeconds(3_600)))
        .isEqualTo(Map.of(NOON, 7L));
    assertThat(stripe.get("/v1/billing/meters", StripeForm.empty(), deadline()).objects("data"))
        .hasSize(1);
  }

  @Test
  void aMeterThatAddsUpIsNotTakenForOneOfTotals() {
    post(
        "/v1/billing/meters",
        StripeForm.empty()
            .with("display_name", "API calls")
            .with("event_name", "calls")
            .with("default_aggregation[formula]", "sum"));
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("calls");
  }

  private StripeMeters open() {
    return StripeMeters.open(stripe, Set.of("calls"), () -> 0, deadline());
  }

  private int receive(String payload, String signature) {
    byte[] body = payload.getBytes(StandardCharsets.UTF_8);
    if (webhook.verify(body, Optional.of(signature))
        instanceof StripeWebhook.Delivery.Verified verified) {
      received.add(verified.event());
      return 200;
    }
    return 400;
  }

  private void use(String id, Instant at, long calls) {
    meter.record(test.tenant(), UsageEvent.of(id, at).with(CALLS, calls));
  }

  private UsageExporter exporter(StripeMeters meters) {
    UsageReader reader = UsageReader.of(test.table(), test.time());
    return UsageExporter.builder(test.table(), reader, meters, test.time(), () -> "run-" + keys++)
        .meter(CALLS, "calls")
        .statement(meters)
        .build();
  }

  private Reconciliation.Report compare(StripeMeters meters, Account account) {
    return Reconciliation.of(test.table(), meters)
        .compare(account, Set.of("calls"), NOON, NOON.plus(Duration.ofHours(24)));
  }

  private StripeMeters createMeters() {
    StripeForm form =
        StripeForm.empty()
            .with("display_name", "API calls")
            .with("event_name", "calls")
            .with("event_time_window", "hour")
            .with("default_aggregation[formula]", "sum");
    String id = post("/v1/billing/meters", form);
    return StripeMeters.of(stripe, Map.of("calls", id), () -> 0);
  }

  private String meterId() {
    return stripe
        .get("/v1/billing/meters", StripeForm.empty(), deadline())
        .objects("data")
        .get(0)
        .string("id");
  }

  private String createCustomer() {
    return post("/v1/customers", StripeForm.empty().with("name", "Ann"));
  }

  private String createPrice() {
    String product = post("/v1/products", StripeForm.empty().with("name", "Pro"));
    return post(
        "/v1/prices",
        StripeForm.empty()
            .with("product", product)
            .with("currency", "usd")
            .with("unit_amount", 2_900)
            .with("recurring[interval]", "month"));
  }

  private String post(String path, StripeForm form) {
    return stripe.post(path, form, "key-" + keys++, deadline()).string("id");
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofSeconds(30), () -> 0);
  }
}
