package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.Secret;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.net.OutboundRequest;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.table.CursorSeal;
import io.saasbricks.core.table.DynamoDb;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.tenant.TenantStore;
import io.saasbricks.examples.chatbot.usage.Metrics;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.time.ManualTime;
import io.saasbricks.local.vendors.Faults;
import io.saasbricks.local.vendors.StripeStandIn;
import io.saasbricks.metering.UsageEvent;
import io.saasbricks.metering.UsageFolder;
import io.saasbricks.metering.UsageMeter;
import io.saasbricks.metering.UsageReader;
import io.saasbricks.metering.stripe.ProcessedEvents;
import io.saasbricks.metering.stripe.StripeCheckout;
import io.saasbricks.metering.stripe.StripeClient;
import io.saasbricks.metering.stripe.StripeEvent;
import io.saasbricks.metering.stripe.StripeForm;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tenants, their table, a clock and a Stripe whose events wait until the test delivers them. */
final class BillingWorld {
  private static final URI BACK = URI.create("https://example.org");

  final ManualTime time = new ManualTime(Instant.parse("2026-03-10T12:00:00Z"));
  final Consumption consumption = new Consumption();
  final SaasTable table;
  final TenantStore tenants;
  final BillingAccounts accounts;
  final UsageMeter meter;
  final UsageReader reader;

  /** What Stripe has to tell, the oldest first. */
  final List<StripeEvent> untold = new ArrayList<>();

  private final Faults faults = new Faults();
  private final StripeStandIn standIn;
  private Consumer<OutboundRequest> asked = request -> {};
  private Consumer<OutboundRequest> answered = request -> {};
  private int keys;

  BillingWorld() {
    InMemoryDynamoDb database = InMemoryDynamoDb.create(time);
    try (DynamoDbClient plain = database.client()) {
      StandardTable.create(plain, "app");
    }
    table =
        SaasTable.of(guarded(database), "app", time, consumption)
            .sealing(CursorSeal.of(() -> Secret.of("x".repeat(43)), time));
    tenants = TenantStore.of(table, time, time.nanos());
    accounts = new BillingAccounts(table);
    meter = UsageMeter.of(table, time);
    reader = UsageReader.of(table, time);
    standIn = StripeStandIn.createLenient(faults, time, "whsec_test", this::queue);
  }

  private static DynamoDbClient guarded(InMemoryDynamoDb database) {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create("http://memory"))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(database.httpClient())
        .overrideConfiguration(DynamoDb.guarded())
        .build();
  }

  /** Runs before each call reaches Stripe. */
  void beforeEachCall(Consumer<OutboundRequest> action) {
    asked = action;
  }

  /** Runs after each call that Stripe has answered and before the caller has the answer. */
  void afterEachCall(Consumer<OutboundRequest> action) {
    answered = action;
  }

  TenantId newTenant(String name) {
    TenantId tenant = new TenantId(name);
    accounts.open(tenant);
    tenants.create(tenant, name, "free");
    return tenant;
  }

  StripeClient stripe() {
    return StripeClient.of(
        new StandInTransport(
            standIn, request -> asked.accept(request), request -> answered.accept(request)),
        StripeClient.STRIPE,
        () -> Secret.of("sk_test_1"),
        pause -> {},
        new Random(1));
  }

  StripeCheckout checkout() {
    return StripeCheckout.of(stripe());
  }

  PlanChanges planChanges() {
    return new PlanChanges(accounts, tenants, ProcessedEvents.of(table, time), checkout());
  }

  UsageExport usageExport() {
    return new UsageExport(
        accounts,
        table,
        stripe(),
        new UsageExport.Clocks(time, time.nanos()),
        () -> "run-" + keys++);
  }

  DayFolding dayFolding() {
    return new DayFolding(accounts, UsageFolder.of(table, time), time);
  }

  StripeEvents stripeEvents() {
    return new StripeEvents(accounts, planChanges(), usageExport(), stripe());
  }

  /** Buys the plan; what Stripe tells of it waits. */
  void buy(TenantId tenant, String plan) {
    Map<String, String> prices = checkout().prices(List.of(PaidPlans.lookupKey(plan)), deadline());
    StripeCheckout.Order order =
        new StripeCheckout.Order(
            tenant,
            Optional.of(customer(tenant)),
            List.copyOf(prices.values()),
            List.of(),
            BACK,
            BACK);
    standIn.completeCheckout(checkout().subscribe(order, "key-" + keys++, deadline()).id());
    listen();
  }

  /** Moves the tenant's subscription to another plan, as the portal does. */
  void move(TenantId tenant, String plan) {
    Map<String, String> prices = checkout().prices(List.of(PaidPlans.lookupKey(plan)), deadline());
    checkout()
        .subscriptions(customer(tenant), deadline())
        .forEach(
            subscription -> {
              StripeForm form =
                  StripeForm.empty()
                      .with(
                          "items[0][id]",
                          subscription.object("items").objects("data").get(0).string("id"))
                      .with("items[0][price]", prices.values().iterator().next());
              stripe()
                  .post(
                      "/v1/subscriptions/" + subscription.string("id"),
                      form,
                      "key-" + keys++,
                      deadline());
            });
    listen();
  }

  void cancel(TenantId tenant) {
    checkout()
        .subscriptions(customer(tenant), deadline())
        .forEach(subscription -> checkout().end(subscription.string("id"), deadline()));
    listen();
  }

  String customer(TenantId tenant) {
    return accounts
        .of(tenant)
        .customer()
        .orElseGet(
            () ->
                accounts.attach(
                    tenant,
                    checkout().customer(tenant, tenant.value(), deadline()),
                    time.instant()));
  }

  /** Queues the reports about meter events that Stripe took and then rejected. */
  void reportMeterErrors() {
    standIn.reportMeterErrors();
    listen();
  }

  /** The event told to a backend that knows nothing of those before. */
  void tell(StripeEvent event) {
    stripeEvents().receive(event, deadline());
    listen();
  }

  void tellAll() {
    while (!untold.isEmpty()) {
      tell(untold.remove(0));
    }
  }

  String plan(TenantId tenant) {
    return tenants.refresh(tenant).orElseThrow().plan();
  }

  /** How often the plan was changed. */
  long changes(TenantId tenant) {
    return tenants.refresh(tenant).orElseThrow().version() - 1;
  }

  void use(TenantId tenant, Instant at, long messages) {
    meter.record(tenant, UsageEvent.of("event-" + keys++, at).with(Metrics.MESSAGES, messages));
  }

  Deadline deadline() {
    return Deadline.in(Duration.ofMinutes(10), () -> 0);
  }

  private void listen() {
    standIn.deliverEvents();
  }

  private int queue(String payload, String signature) {
    untold.add(StripeEvent.of(Json.object(payload)));
    return 200;
  }
}
