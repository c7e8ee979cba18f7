package io.saasbricks.examples.chatbot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.SaasException;
import io.saasbricks.core.http.ProblemException;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.net.TransportException;
import io.saasbricks.examples.chatbot.usage.Metrics;
import io.saasbricks.metering.billing.Account;
import io.saasbricks.metering.stripe.StripeEvent;
import io.saasbricks.metering.stripe.StripeMeters;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thirteen virtual months of the whole of billing: tenants buy, change and cancel plans; usage
 * comes on time and late; every fourth call to Stripe or its answer is lost, for 30 days all are;
 * webhooks come late, twice and in any order; invoices become final. System properties: {@code
 * saasbricks.chatbot.years} seeds, {@code saasbricks.chatbot.tenants}, and {@code
 * saasbricks.chatbot.step}, the hours between exports.
 */
class ThirteenMonthsOfBillingTest {
  private static final int SEEDS = Integer.getInteger("saasbricks.chatbot.years", 1);
  private static final int TENANTS = Integer.getInteger("saasbricks.chatbot.tenants", 2);
  private static final Duration STEP =
      Duration.ofHours(Integer.getInteger("saasbricks.chatbot.step", 24));
  private static final String METER = "chatbot_messages";
  private static final List<String> PLANS = List.of("starter", "pro", "business");
  private static final Instant START = Instant.parse("2025-02-27T00:00:00Z");
  private static final Instant END = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant OUTAGE = Instant.parse("2025-09-10T00:00:00Z");
  private static final Duration OUTAGE_LENGTH = Duration.ofDays(30);
  private static final Duration HOUR = Duration.ofHours(1);

  /** With the outage, less than the 34 days for which usage can be delivered in its own hour. */
  private static final int LATEST_HOURS = 72;

  private final BillingWorld world = new BillingWorld();
  private final List<TenantId> tenants =
      IntStream.range(0, TENANTS).mapToObj(i -> new TenantId("tenant" + (10 + i))).toList();
  private final Map<TenantId, String> paidFor = new HashMap<>();
  private final Map<TenantId, Instant> finalUntil = new HashMap<>();

  /** What was counted before its invoice was final, by tenant and hour. */
  private final Map<TenantId, Map<Instant, Long>> ledger = new HashMap<>();

  private final Map<TenantId, Long> exported = new HashMap<>();
  private final Map<TenantId, Long> counted = new HashMap<>();
  private int lateAfterFinal;
  private int planChanges;
  private int lost;
  private int brokenOff;
  private Random random = new Random();

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void stripesStatementIsTheLedgerForEveryTenantHour(long seed) {
    random = new Random(seed);
    world.time.set(START);
    tenants.forEach(tenant -> paidFor.put(world.newTenant(tenant.value()), "free"));
    while (world.time.instant().isBefore(END)) {
      playStep();
      world.time.advance(STEP);
    }
    settle();
    tenants.forEach(this::check);
    System.out.printf(
        "13 months of billing, seed %d: %d tenants, %,d tenant-hours with usage, %d plan changes,"
            + " %,d calls or answers lost, %,d runs broken off, %d late after the invoice%n",
        seed,
        TENANTS,
        ledger.values().stream().mapToInt(Map::size).sum(),
        planChanges,
        lost,
        brokenOff,
        lateAfterFinal);
  }

  private void playStep() {
    boolean outage = outage();
    ZonedDateTime now = world.time.instant().atZone(ZoneOffset.UTC);
    for (TenantId tenant : tenants) {
      use(tenant, world.time.instant(), 1 + random.nextInt(1_000));
      if (random.nextInt(4) == 0) {
        Duration late = HOUR.multipliedBy(1 + random.nextInt(LATEST_HOURS));
        use(tenant, world.time.instant().minus(late), 1 + random.nextInt(50));
      }
      if (!outage && random.nextInt(20) == 0) {
        changePlan(tenant);
      }
    }
    roughly(outage, this::deliverSomeEvents);
    roughly(outage, () -> world.usageExport().run(world.deadline()));
    if (now.getHour() == 0 && !outage) {
      finaliseInvoices(now);
    }
    if (now.getHour() == 0 && now.getDayOfWeek() == DayOfWeek.MONDAY) {
      world.dayFolding().run(world.deadline());
      if (!outage) {
        assertThat(world.usageExport().reconcile(world.deadline()).number("differences")).isZero();
      }
    }
  }

  private boolean outage() {
    Instant now = world.time.instant();
    return !now.isBefore(OUTAGE) && now.isBefore(OUTAGE.plus(OUTAGE_LENGTH));
  }

  private void use(TenantId tenant, Instant at, long messages) {
    if (at.isBefore(START)) {
      return;
    }
    world.use(tenant, at, messages);
    counted.merge(tenant, messages, Long::sum);
    Instant hour = at.truncatedTo(ChronoUnit.HOURS);
    Instant since = world.accounts.of(tenant).since().orElse(Instant.MAX);
    // An account that is opened later in this hour is billed for all of it.
    if (hour.plus(HOUR).isAfter(since) || since.equals(Instant.MAX)) {
      exported.merge(tenant, messages, Long::sum);
      if (hour.isBefore(finalUntil.getOrDefault(tenant, Instant.MIN))) {
        lateAfterFinal++;
      } else {
        ledger.computeIfAbsent(tenant, any -> new HashMap<>()).merge(hour, messages, Long::sum);
      }
    }
  }

  private void changePlan(TenantId tenant) {
    boolean first = world.accounts.of(tenant).customer().isEmpty();
    String plan = PLANS.get(random.nextInt(PLANS.size()));
    int choice = first ? 0 : random.nextInt(3);
    if (choice == 0) {
      world.buy(tenant, plan);
    } else if (choice == 1 && !"free".equals(paidFor.get(tenant))) {
      world.move(tenant, plan);
    } else {
      world.cancel(tenant);
      plan = "free";
    }
    if (first) {
      forgetWhatWasBefore(tenant);
    }
    planChanges += plan.equals(paidFor.put(tenant, plan)) ? 0 : 1;
  }

  /** Usage of hours before the tenant's first checkout is never exported. */
  private void forgetWhatWasBefore(TenantId tenant) {
    Instant hour = world.time.instant().truncatedTo(ChronoUnit.HOURS);
    Map<Instant, Long> hours = ledger.getOrDefault(tenant, Map.of());
    hours.keySet().removeIf(before -> before.isBefore(hour));
    exported.put(tenant, hours.values().stream().mapToLong(Long::longValue).sum());
  }

  private void deliverSomeEvents() {
    while (!world.untold.isEmpty() && random.nextInt(3) > 0) {
      int next = random.nextInt(world.untold.size());
      StripeEvent event = world.untold.get(next);
      world.tell(event);
      if (random.nextInt(3) > 0) {
        world.untold.remove(event);
      }
    }
  }

  /** On the second of a month, the invoices of the month before, once all its usage arrived. */
  private void finaliseInvoices(ZonedDateTime now) {
    Instant until = YearMonth.from(now).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    for (TenantId tenant : tenants) {
      boolean due = now.getDayOfMonth() >= 2 && !until.equals(finalUntil.get(tenant));
      if (due && world.accounts.of(tenant).customer().isPresent()) {
        world.tell(invoice("invoice.created", tenant, until));
        world.tell(invoice("invoice.finalized", tenant, until));
        finalUntil.put(tenant, until);
      }
    }
  }

  private StripeEvent invoice(String type, TenantId tenant, Instant until) {
    return StripeEvent.of(
        Json.object(
            """
            {"id": "evt_%s_%s_%s", "type": "%s", "created": %d,
             "data": {"object": {"customer": "%s", "period_end": %d}}}
            """
                .formatted(
                    type,
                    tenant,
                    until,
                    type,
                    world.time.instant().getEpochSecond(),
                    world.customer(tenant),
                    until.getEpochSecond())));
  }

  /** While Stripe is hard to reach, or not at all; what fails is done again by a later step. */
  private void roughly(boolean outage, Runnable work) {
    world.beforeEachCall(request -> loseSome(outage ? 1 : 0.15));
    world.afterEachCall(request -> loseSome(0.1));
    try {
      work.run();
    } catch (SaasException | ProblemException failure) {
      brokenOff++;
    } finally {
      world.beforeEachCall(request -> {});
      world.afterEachCall(request -> {});
    }
  }

  private void loseSome(double share) {
    if (random.nextDouble() < share) {
      lost++;
      throw new TransportException("lost", null);
    }
  }

  private void settle() {
    for (int run = 0; run < 2; run++) {
      world.time.advance(HOUR);
      world.usageExport().run(world.deadline());
    }
    world.tellAll();
  }

  private void check(TenantId tenant) {
    assertThat(world.plan(tenant)).isEqualTo(paidFor.get(tenant));
    long read =
        world
            .reader
            .months(tenant, YearMonth.of(2025, 2), YearMonth.of(2026, 4))
            .of(Metrics.MESSAGES)
            .stream()
            .mapToLong(Long::longValue)
            .sum();
    assertThat(read).isEqualTo(counted.get(tenant));
    Map<Instant, Long> hours = ledger.getOrDefault(tenant, Map.of());
    Map<Instant, Long> stated = stated(tenant);
    long total = stated.values().stream().mapToLong(Long::longValue).sum();
    assertThat(total).isEqualTo(exported.get(tenant));
    assertThat(stated.keySet()).containsAll(hours.keySet());
    long carriedInto =
        stated.entrySet().stream()
            .filter(hour -> !hour.getValue().equals(hours.get(hour.getKey())))
            .peek(
                hour ->
                    assertThat(hour.getValue())
                        .isGreaterThan(hours.getOrDefault(hour.getKey(), 0L)))
            .count();
    assertThat(carriedInto).isLessThanOrEqualTo(lateAfterFinal);
  }

  private Map<Instant, Long> stated(TenantId tenant) {
    StripeMeters meters =
        StripeMeters.open(world.stripe(), Set.of(METER), () -> 0, world.deadline());
    Account account = world.accounts.of(tenant).billed().orElseThrow();
    Instant end = world.time.instant().truncatedTo(ChronoUnit.HOURS).plus(HOUR);
    return meters.hours(account, METER, START, end);
  }
}
