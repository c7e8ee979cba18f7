package io.saasbricks.examples.chatbot.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.net.TransportException;
import io.saasbricks.metering.billing.Account;
import io.saasbricks.metering.stripe.StripeEvent;
import io.saasbricks.metering.stripe.StripeForm;
import io.saasbricks.metering.stripe.StripeMeters;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Usage of paying tenants goes to Stripe by the hour, and is compared by night. */
class UsageExportTest {
  private static final String METER = "chatbot_messages";
  private static final Duration HOUR = Duration.ofHours(1);

  private final BillingWorld world = new BillingWorld();
  private final TenantId tenant = world.newTenant("tenant00");
  private final Instant noon = world.time.instant();

  @Test
  void theHourThatIsOverIsBilledAndItsLateUsageByTheNextRun() {
    pay(tenant);
    world.use(tenant, noon.plusSeconds(60), 5);
    assertThat(export().number("delivered")).as("not over").isZero();
    world.time.advance(HOUR);
    assertThat(export().number("delivered")).isEqualTo(1);
    assertThat(billed(tenant)).isEqualTo(Map.of(noon, 5L));
    world.use(tenant, noon.plusSeconds(90), 2);
    assertThat(export().number("delivered")).isEqualTo(1);
    assertThat(billed(tenant)).isEqualTo(Map.of(noon, 7L));
    assertThat(export().number("delivered")).as("nothing new").isZero();
  }

  @Test
  void whoNeverWentToACheckoutIsNotExportedAndWhoDidIsFromThenOn() {
    world.use(tenant, noon.minus(HOUR), 100);
    world.time.advance(HOUR);
    assertThat(export())
        .satisfies(report -> assertThat(report.number("accounts")).isZero())
        .satisfies(report -> assertThat(report.bool("complete")).isTrue());
    pay(tenant);
    world.use(tenant, world.time.instant(), 1);
    world.time.advance(HOUR);
    export();
    assertThat(billed(tenant)).isEqualTo(Map.of(noon.plus(HOUR), 1L));
  }

  @Test
  void manyTenantsAreEachBilledOnce() {
    for (int i = 10; i < 60; i++) {
      TenantId other = world.newTenant("tenant" + i);
      pay(other);
      world.use(other, noon, i);
    }
    world.time.advance(HOUR);
    JsonObject report = export();
    assertThat(report.number("accounts")).isEqualTo(50);
    assertThat(report.number("delivered")).isEqualTo(50);
    for (int i = 10; i < 60; i++) {
      assertThat(billed(new TenantId("tenant" + i))).isEqualTo(Map.of(noon, (long) i));
    }
  }

  @Test
  void aDraftedInvoiceTakesTheTenantsUsageAtOnce() {
    pay(tenant);
    world.use(tenant, noon, 5);
    world.time.advance(HOUR);
    world.tell(invoice("invoice.created", world.time.instant()));
    assertThat(billed(tenant)).isEqualTo(Map.of(noon, 5L));
  }

  @Test
  void aDraftedInvoiceIsToldAgainIfUsageCouldNotBeDelivered() {
    pay(tenant);
    world.use(tenant, noon, 5);
    world.time.advance(HOUR);
    world.beforeEachCall(
        request -> {
          if (request.uri().getPath().endsWith("/meter_events")) {
            throw new TransportException("unreachable", null);
          }
        });
    StripeEvent drafted = invoice("invoice.created", world.time.instant());
    assertThatThrownBy(() -> world.tell(drafted)).isInstanceOf(ProblemException.class);
    world.beforeEachCall(request -> {});
    world.tell(drafted);
    assertThat(billed(tenant)).isEqualTo(Map.of(noon, 5L));
  }

  @Test
  void usageThatComesAfterItsInvoiceIsFinalIsBilledWithTheHourItComesIn() {
    pay(tenant);
    world.use(tenant, noon, 5);
    world.time.advance(HOUR);
    export();
    world.tell(invoice("invoice.finalized", world.time.instant()));
    world.use(tenant, noon, 2);
    assertThat(export().number("late")).isEqualTo(1);
    world.time.advance(HOUR);
    export();
    assertThat(billed(tenant)).isEqualTo(Map.of(noon, 5L, noon.plus(HOUR), 2L));
  }

  @Test
  void whatStripeTookAndThenRejectedIsDeliveredAgain() {
    pay(tenant);
    world
        .stripe()
        .delete("/v1/customers/" + world.customer(tenant), StripeForm.empty(), world.deadline());
    world.use(tenant, noon, 5);
    world.time.advance(HOUR);
    export();
    world.reportMeterErrors();
    world.tellAll();
    // Somebody has put the customer back.
    world
        .stripe()
        .get("/v1/customers/" + world.customer(tenant), StripeForm.empty(), world.deadline());
    assertThat(export().number("delivered")).isEqualTo(1);
    assertThat(billed(tenant)).isEqualTo(Map.of(noon, 5L));
  }

  @Test
  void theNightlyComparisonFindsNothingWhereAllArrived() {
    pay(tenant);
    world.use(tenant, noon, 5);
    world.time.advance(HOUR);
    export();
    world.time.advance(Duration.ofDays(1));
    JsonObject report = reconcile();
    assertThat(report.number("accounts")).isEqualTo(1);
    assertThat(report.number("windows")).isEqualTo(1);
    assertThat(report.number("differences")).isZero();
  }

  @Test
  void theNightlyComparisonFindsWhatStripeLost() {
    pay(tenant);
    world.use(tenant, noon, 5);
    world.time.advance(HOUR);
    export();
    String identifier = "tenant00.chatbot_messages." + noon.getEpochSecond() / 3_600 + ".1";
    world
        .stripe()
        .post(
            "/v1/billing/meter_event_adjustments",
            StripeForm.empty()
                .with("event_name", METER)
                .with("type", "cancel")
                .with("cancel[identifier]", identifier),
            "cancel",
            world.deadline());
    world.time.advance(Duration.ofHours(20));
    assertThat(reconcile().number("differences")).isEqualTo(1);
  }

  @Test
  void aRunThatIsCutOffSaysSo() {
    pay(tenant);
    AtomicLong nanos = new AtomicLong();
    Deadline passed = Deadline.in(Duration.ZERO, nanos::get);
    assertThat(world.usageExport().run(passed).bool("complete")).isFalse();
    assertThat(world.usageExport().reconcile(passed).bool("complete")).isFalse();
    assertThat(world.dayFolding().run(passed).bool("complete")).isFalse();
  }

  private void pay(TenantId who) {
    world.buy(who, "pro");
    world.tellAll();
  }

  private JsonObject export() {
    return world.usageExport().run(world.deadline());
  }

  private JsonObject reconcile() {
    return world.usageExport().reconcile(world.deadline());
  }

  private Map<Instant, Long> billed(TenantId who) {
    StripeMeters meters =
        StripeMeters.open(world.stripe(), Set.of(METER), () -> 0, world.deadline());
    Account account = world.accounts.of(who).billed().orElseThrow();
    return meters.hours(account, METER, noon.minus(HOUR), noon.plus(Duration.ofHours(5)));
  }

  private StripeEvent invoice(String type, Instant periodEnd) {
    return StripeEvent.of(
        Json.object(
            """
            {"id": "evt_%s", "type": "%s", "created": 1773144000,
             "data": {"object": {"customer": "%s", "period_end": %d}}}
            """
                .formatted(type, type, world.customer(tenant), periodEnd.getEpochSecond())));
  }
}
