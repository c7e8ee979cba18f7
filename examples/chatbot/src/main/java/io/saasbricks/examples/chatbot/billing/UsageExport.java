package io.saasbricks.examples.chatbot.billing;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.Problem;
import io.saasbricks.core.http.ScheduledLambda;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.examples.chatbot.usage.Metrics;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.UsageReader;
import io.saasbricks.metering.billing.Account;
import io.saasbricks.metering.billing.ExportReport;
import io.saasbricks.metering.billing.Reconciliation;
import io.saasbricks.metering.billing.UsageExporter;
import io.saasbricks.metering.billing.Window;
import io.saasbricks.metering.stripe.MeterErrors;
import io.saasbricks.metering.stripe.StripeClient;
import io.saasbricks.metering.stripe.StripeMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.Spliterators;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * Brings usage to Stripe: all of it every hour, a tenant's at once when its invoice is drafted. Its
 * meters are made by the first run. Safe for concurrent use.
 */
public final class UsageExport implements ScheduledLambda.Job {
  /** What is billed, and the name of its meter and the lookup key of its price at Stripe. */
  static final Map<Metric, String> METERS =
      Map.of(Metrics.MESSAGES, "chatbot_messages", Metrics.API_CALLS, "chatbot_api_calls");

  private static final Duration COMPARED = Duration.ofDays(2);

  private final BillingAccounts accounts;
  private final SaasTable counters;
  private final StripeClient stripe;
  private final Clocks clocks;
  private final Supplier<String> runIds;

  /** Where the time of day and elapsed time come from. */
  record Clocks(InstantSource time, LongSupplier nanoTime) {}

  /**
   * The export of what the counters hold.
   *
   * @param runIds never gives the same id twice, in any container
   */
  UsageExport(
      BillingAccounts accounts,
      SaasTable counters,
      StripeClient stripe,
      Clocks clocks,
      Supplier<String> runIds) {
    this.accounts = accounts;
    this.counters = counters;
    this.stripe = stripe;
    this.clocks = clocks;
    this.runIds = runIds;
  }

  /** Exports what is new of every tenant that has a customer at Stripe. */
  @Override
  public JsonObject run(Deadline deadline) {
    ExportReport report = exporter(deadline).run(billed(), deadline);
    return JsonObject.builder()
        .put("accounts", report.accounts())
        .put("delivered", report.delivered())
        .put("refused", report.refused())
        .put("late", report.late())
        .put("failed", report.failed())
        .put("complete", report.complete())
        .build();
  }

  /**
   * Exports what is new of one tenant now: its invoice has been drafted.
   *
   * @throws io.saasbricks.core.http.ProblemException with 503 if not all of it was delivered
   */
  void export(TenantId tenant, Deadline deadline) {
    accounts.of(tenant).billed().ifPresent(account -> export(account, deadline));
  }

  private void export(Account account, Deadline deadline) {
    ExportReport report = exporter(deadline).export(account, deadline);
    if (report.failed() > 0 || !report.complete()) {
      throw Problem.unavailable().asException();
    }
  }

  /** Notes that the tenant's invoice for usage up to then has become final. */
  void invoiceFinal(TenantId tenant, Instant until, Deadline deadline) {
    exporter(deadline).invoicesFinal(tenant, until);
  }

  /** Lets the next run deliver again what Stripe had accepted and then rejected. */
  void reject(MeterErrors errors, Deadline deadline) {
    UsageExporter exporter = exporter(deadline);
    errors.identifiers().stream().filter(Window::wellFormed).forEach(exporter::reject);
  }

  /**
   * Compares the two days before today with Stripe's statement, for every tenant that is exported.
   * What differs is logged and counted; it is not put right without somebody having looked.
   */
  public JsonObject reconcile(Deadline deadline) {
    StripeMeters meters = meters(deadline);
    Reconciliation reconciliation = Reconciliation.of(counters, meters);
    Instant today = clocks.time().instant().truncatedTo(ChronoUnit.DAYS);
    Reconciled total = new Reconciled();
    Iterator<Account> all = billed();
    while (all.hasNext() && !deadline.passed()) {
      Account account = all.next();
      total.add(
          account,
          reconciliation.compare(
              account, Set.copyOf(METERS.values()), today.minus(COMPARED), today));
    }
    return total.toJson(!all.hasNext());
  }

  /** Every account that is billed, one after the other. */
  private Iterator<Account> billed() {
    Iterator<BillingAccount> all = accounts.all(clocks.time().instant());
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(all, 0), false)
        .flatMap(account -> account.billed().stream())
        .iterator();
  }

  private UsageExporter exporter(Deadline deadline) {
    StripeMeters meters = meters(deadline);
    UsageReader usage = UsageReader.of(counters, clocks.time());
    UsageExporter.Builder builder =
        UsageExporter.builder(counters, usage, meters, clocks.time(), runIds)
            .statement(meters)
            .listener(new ExportLog());
    METERS.forEach(builder::meter);
    return builder.build();
  }

  private StripeMeters meters(Deadline deadline) {
    return StripeMeters.open(stripe, Set.copyOf(METERS.values()), clocks.nanoTime(), deadline);
  }
}
