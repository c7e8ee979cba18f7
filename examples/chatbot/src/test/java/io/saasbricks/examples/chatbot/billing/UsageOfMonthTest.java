package io.saasbricks.examples.chatbot.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.http.Headers;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.identity.Principal;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.Consumption;
import io.saasbricks.core.tenant.Members;
import io.saasbricks.core.tenant.PlanCatalogue;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.examples.chatbot.usage.Metrics;
import io.saasbricks.examples.chatbot.usage.Standings;
import io.saasbricks.examples.chatbot.usage.UsagePage;
import io.saasbricks.metering.Quota;
import io.saasbricks.metering.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code GET /usage} of a whole month reads, before and after its days were folded. */
class UsageOfMonthTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant FIRST = Instant.parse("2026-03-01T09:00:00Z");
  private static final int DAYS = 31;

  private final BillingWorld world = new BillingWorld();
  private final TenantId tenant = world.newTenant("tenant00");
  private final WithTenant withTenant = WithTenant.of(world.tenants, PlanCatalogue.standard());
  private final UsagePage page =
      new UsagePage(
          world.reader,
          new Standings(
              Quota.of(world.table, world.time), Members.of(world.table, world.time), world.table),
          withTenant,
          world.time);

  @Test
  void aFoldedMonthIsReadInFewRequestsAndShowsTheSame() {
    fillMarch();
    Consumption.Snapshot start = world.consumption.snapshot();
    JsonObject before = march("day");
    Consumption.Snapshot unfolded = world.consumption.snapshot().since(start);
    assertThat(world.dayFolding().run(world.deadline()).number("days")).isGreaterThan(DAYS - 1);
    start = world.consumption.snapshot();
    JsonObject after = march("day");
    Consumption.Snapshot folded = world.consumption.snapshot().since(start);
    System.out.printf("GET /usage of a month: unfolded %s, folded %s%n", unfolded, folded);
    assertThat(after).isEqualTo(before);
    assertThat(values(after)).hasSize(DAYS).allMatch(value -> value == 3);
    assertThat(unfolded.requests()).isGreaterThan(DAYS);
    // The tenant, two quotas, seats, storage, and one query for the days.
    assertThat(folded.requests()).isEqualTo(6);
    assertThat(folded.readUnits()).isLessThanOrEqualTo(8);
  }

  @Test
  void theDaysBeforeATenantCameCostNothing() {
    world.time.set(Instant.parse("2026-03-31T12:00:00Z"));
    world.use(tenant, world.time.instant(), 3);
    Consumption.Snapshot start = world.consumption.snapshot();
    JsonObject usage = march("day");
    // The tenant, two quotas, seats, storage; the days folded, the first use, the hours of its day.
    assertThat(world.consumption.snapshot().since(start).requests()).isEqualTo(8);
    assertThat(values(usage)).hasSize(DAYS).endsWith(0L, 3L);
  }

  @Test
  void usageThatComesAfterTheFoldIsSeenAtOnce() {
    fillMarch();
    world.dayFolding().run(world.deadline());
    world.use(tenant, FIRST.plus(DAY.multipliedBy(20)), 10);
    assertThat(values(march("month"))).containsExactly(3L * DAYS + 10);
    world.dayFolding().run(world.deadline());
    assertThat(values(march("month"))).containsExactly(3L * DAYS + 10);
    assertThat(values(march("day"))).contains(13L);
  }

  @Test
  void theCostOfTheMonthIsThatOfItsAnswersFoldedOrNot() {
    fillMarch();
    assertThat(march("day").decimal("costUsd")).isEqualByComparingTo("0.000062");
    world.dayFolding().run(world.deadline());
    assertThat(march("month").decimal("costUsd")).isEqualByComparingTo("0.000062");
  }

  /** Three messages a day, each day of March; now is the second of April. */
  private void fillMarch() {
    for (int day = 0; day < DAYS; day++) {
      Instant at = FIRST.plus(DAY.multipliedBy(day));
      world.time.set(at);
      world.use(tenant, at, 1);
      world.use(tenant, at.plusSeconds(60), 2);
      world.meter.record(tenant, UsageEvent.of("cost-" + day, at).with(Metrics.LLM_COST, 2_000));
    }
    world.time.set(Instant.parse("2026-04-02T12:00:00Z"));
  }

  private JsonObject march(String granularity) {
    HttpRequest request =
        request(
            Map.of(
                "from", List.of("2026-03-01"),
                "to", List.of("2026-03-31"),
                "granularity", List.of(granularity)));
    HttpResponse answer = withTenant.apply(request, page::show);
    return Json.object(answer.body());
  }

  private HttpRequest request(Map<String, List<String>> query) {
    HttpRequest.Parts parts =
        new HttpRequest.Parts(
            "GET",
            "GET /usage",
            "/usage",
            Map.of(),
            query,
            Headers.of(Map.of()),
            Map.of(),
            new byte[0],
            "198.18.0.1",
            "request-1",
            JsonObject.builder().build(),
            world.deadline());
    return HttpRequest.of(parts).by(Principal.of(Principal.Kind.SESSION, tenant, "user-1"));
  }

  private static List<Long> values(JsonObject usage) {
    return usage.object("series").objects("messages").stream()
        .map(point -> point.number("value"))
        .toList();
  }
}
