package io.saasbricks.metering.billing;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.SaasException;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.UsageReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings the usage of accounts to a billing system, each unit once, whatever stops in between.
 *
 * <p>Run it every hour over all accounts, and at once for an account whose invoice has been
 * drafted. Hours are delivered when they are over; usage that comes later raises the total of its
 * hour and is delivered by a later run. Runs may overlap and may be stopped anywhere: a tenant is
 * exported by one run at a time, and every delivery is written ahead so that it can be repeated
 * under the same identifier. An account that fails does not stop the others.
 *
 * <p>An account of which nothing is new costs three queries. A delivery costs two write units.
 * Needs memory for one day of one account. Safe for concurrent use.
 */
public final class UsageExporter {
  /** Kept for the account in hand when the deadline comes near. */
  private static final Duration RESERVE = Duration.ofSeconds(5);

  private final ExportSettings settings;
  private final Supplier<String> runIds;

  private UsageExporter(ExportSettings settings, Supplier<String> runIds) {
    this.settings = settings;
    this.runIds = runIds;
  }

  /**
   * Options of an exporter.
   *
   * @param table where the export keeps its state, under keys of the tenants
   * @param usage what is to be billed
   * @param runIds never gives the same id twice, in any container
   */
  public static Builder builder(
      SaasTable table,
      UsageReader usage,
      BillingSink sink,
      InstantSource time,
      Supplier<String> runIds) {
    return new Builder(table, usage, sink, time, runIds);
  }

  /** Options of an exporter. Not safe for concurrent use. */
  public static final class Builder {
    private final SaasTable table;
    private final UsageReader usage;
    private final BillingSink sink;
    private final InstantSource time;
    private final Supplier<String> runIds;
    private final Map<Metric, String> meters = new LinkedHashMap<>();
    private ExportMode mode = ExportMode.ABSOLUTE;
    private Optional<BillingStatement> statement = Optional.empty();
    private LatePolicy late = LatePolicy.CARRY;
    private ExportListener listener = ExportListener.NONE;

    private Builder(
        SaasTable table,
        UsageReader usage,
        BillingSink sink,
        InstantSource time,
        Supplier<String> runIds) {
      this.table = Objects.requireNonNull(table, "table");
      this.usage = Objects.requireNonNull(usage, "usage");
      this.sink = Objects.requireNonNull(sink, "sink");
      this.time = Objects.requireNonNull(time, "time");
      this.runIds = Objects.requireNonNull(runIds, "runIds");
    }

    /**
     * Bills a metric under a meter of the billing system. Metrics without a meter are not billed.
     *
     * @param metric a sum; what is held is billed as a sum too, such as of byte-hours
     * @param meter {@code [a-z0-9_]{1,40}}, by which its windows and identifiers are named for good
     * @throws IllegalArgumentException if the metric is no sum, or the name malformed
     */
    public Builder meter(Metric metric, String meter) {
      if (metric.aggregation() != Metric.Aggregation.SUM) {
        throw new IllegalArgumentException("only sums can be billed: " + metric);
      }
      // Checks the grammar of the meter now rather than at the first window.
      meters.put(metric, new Window(new TenantId("checking"), meter, Instant.EPOCH).meter());
      return this;
    }

    /** Delivers totals; the default. */
    public Builder absolute() {
      mode = ExportMode.ABSOLUTE;
      return this;
    }

    /** Delivers differences. The statement decides about deliveries long in doubt. */
    public Builder delta(BillingStatement system) {
      mode = ExportMode.DELTA;
      return statement(system);
    }

    /** Where to ask whether a delivery in doubt arrived before its invoice became final. */
    public Builder statement(BillingStatement system) {
      statement = Optional.of(system);
      return this;
    }

    /** What becomes of usage that comes after the invoice; carried by default. */
    public Builder late(LatePolicy policy) {
      late = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /** Tells the listener, instead of an earlier one, how the export goes. */
    public Builder listener(ExportListener told) {
      listener = Objects.requireNonNull(told, "told");
      return this;
    }

    /**
     * The exporter.
     *
     * @throws IllegalStateException if no metric has a meter, two have the same, or over 40 have
     *     one
     */
    public UsageExporter build() {
      long different = meters.values().stream().distinct().count();
      if (meters.isEmpty() || meters.size() > WindowLedger.MOST_METERS) {
        throw new IllegalStateException("1 to 40 metrics must have a meter: " + meters.size());
      }
      if (different < meters.size()) {
        throw new IllegalStateException("two metrics have the same meter: " + meters);
      }
      ExportSettings settings =
          new ExportSettings(
              usage,
              sink,
              time,
              Map.copyOf(meters),
              mode,
              statement,
              late,
              listener,
              new WindowLedger(table),
              new AccountLedger(table));
      return new UsageExporter(settings, runIds);
    }
  }

  /**
   * Exports accounts one after the other until all are done or the deadline comes near. What was
   * done is kept: the next run finds little left to do. An account that the store or the billing
   * system fails for is told to the listener, counted, and left to the next run.
   *
   * @param deadline five seconds of it are kept for the account in hand
   * @return what was done; look at {@code refused} and {@code failed}, nothing is thrown for them
   */
  public ExportReport run(Iterator<Account> all, Deadline deadline) {
    ExportCounts counts = new ExportCounts();
    Deadline stop = deadline.reserving(RESERVE);
    while (all.hasNext() && !stop.passed()) {
      export(all.next(), counts, stop);
    }
    return counts.report(!all.hasNext() && !stop.passed());
  }

  /** Exports one account now: when its invoice has been drafted, or before it is deleted. */
  public ExportReport export(Account account, Deadline deadline) {
    return run(List.of(account).iterator(), deadline);
  }

  private void export(Account account, ExportCounts counts, Deadline stop) {
    try {
      new AccountExport(settings, account, runIds.get(), counts, stop).run();
    } catch (SaasException failure) {
      counts.failed++;
      settings.listener().failed(account, failure);
    }
    counts.accounts++;
    settings.listener().exported(account, counts.accounts);
  }

  /**
   * Notes that the tenant's invoices for hours that ended by then are final: when the billing
   * system says so. Usage that comes later falls under the {@link LatePolicy}. Repeating it is
   * harmless, and so is an earlier time after a later one. One write unit.
   */
  public void invoicesFinal(TenantId tenant, Instant until) {
    settings.accounts().close(tenant, until);
  }

  /**
   * Notes that the billing system has rejected a delivery after it had accepted it. The next run
   * delivers the window again, under a new identifier. Repeating it is harmless. Two write units.
   *
   * @param identifier of the delivery
   * @throws IllegalArgumentException if no exporter ever made such an identifier
   */
  public void reject(String identifier) {
    Window.Delivered delivered = Window.parse(identifier);
    Window window = delivered.window();
    WindowState state = settings.windows().state(window);
    // The day first: a crash in between then costs one look at it, not the window.
    settings.accounts().reopen(window.tenant(), LocalDate.ofInstant(window.hour(), ZoneOffset.UTC));
    settings
        .windows()
        .reopen(delivered, settings.mode() == ExportMode.ABSOLUTE ? 0 : state.before());
  }
}
