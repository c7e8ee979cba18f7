package io.saasbricks.examples.chatbot.usage;

import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.tenant.TenantContext;
import io.saasbricks.core.tenant.WithTenant;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.UsageReader;
import io.saasbricks.metering.UsageSeries;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/** The answer of {@code GET /usage}: what the tenant's plan allows, and what has been used. */
public final class UsagePage {
  private static final Duration DAY = Duration.ofDays(1);

  private final UsageReader usage;
  private final Standings standings;
  private final WithTenant tenants;
  private final InstantSource time;

  /**
   * The page.
   *
   * @param tenants tell the plan as it is now, so that one just paid for shows at once
   */
  public UsagePage(UsageReader usage, Standings standings, WithTenant tenants, InstantSource time) {
    this.usage = usage;
    this.standings = standings;
    this.tenants = tenants;
    this.time = time;
  }

  public HttpResponse show(HttpRequest request) {
    UsageQuery query = UsageQuery.of(request, time.instant());
    TenantContext tenant = tenants.refreshed(TenantContext.of(request));
    UsageSeries series = series(tenant, query);
    return HttpResponse.ok(
        JsonObject.builder()
            .put("plan", tenant.plan().name())
            .put("period", YearMonth.from(time.instant().atOffset(ZoneOffset.UTC)).toString())
            .put("quotas", standings.of(tenant))
            .put("series", series(series))
            .put("costUsd", Metrics.dollars(total(series, Metrics.LLM_COST)))
            .build());
  }

  private UsageSeries series(TenantContext tenant, UsageQuery query) {
    return switch (query.granularity()) {
      case HOUR ->
          usage.hours(
              tenant.id(),
              query.first().atStartOfDay().toInstant(ZoneOffset.UTC),
              query.last().atStartOfDay().toInstant(ZoneOffset.UTC).plus(DAY));
      case DAY -> usage.days(tenant.id(), query.first(), query.last());
      case MONTH -> usage.months(tenant.id(), month(query.first()), month(query.last()));
    };
  }

  private static YearMonth month(LocalDate date) {
    return YearMonth.from(date);
  }

  private static JsonObject series(UsageSeries series) {
    JsonObject.Builder metrics = JsonObject.builder();
    for (Metric metric : Metrics.SHOWN) {
      metrics.put(metric.name(), values(series, metric));
    }
    return metrics.build();
  }

  private static List<JsonObject> values(UsageSeries series, Metric metric) {
    return series.points().stream()
        .map(
            point ->
                JsonObject.builder()
                    .put("at", point.at())
                    .put("value", point.usage().of(metric))
                    .build())
        .toList();
  }

  private static long total(UsageSeries series, Metric metric) {
    return series.of(metric).stream().mapToLong(Long::longValue).sum();
  }
}
