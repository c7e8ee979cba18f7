package io.saasbricks.metering.billing;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.identity.TenantId;
import io.saasbricks.metering.Metric;
import io.saasbricks.metering.UsageReader;
import io.saasbricks.metering.UsageSeries;
import io.saasbricks.metering.billing.AccountLedger.DayState;
import io.saasbricks.metering.billing.AccountLedger.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** The export of one account in one run: finds the days that are not done, and their windows. */
final class AccountExport {
  private static final Duration LEASE = Duration.ofMinutes(3);

  /** Longer than a delivery can be on its way, so that no two runs have one on its way. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final ExportSettings settings;
  private final Account account;
  private final String runId;
  private final ExportCounts counts;
  private final Deadline stop;
  private Optional<Lease> lease = Optional.empty();

  AccountExport(
      ExportSettings settings, Account account, String runId, ExportCounts counts, Deadline stop) {
    this.settings = settings;
    this.account = account;
    this.runId = runId;
    this.counts = counts;
    this.stop = stop;
  }

  void run() {
    try {
      exportDays();
    } finally {
      lease.ifPresent(settings.accounts()::release);
    }
  }

  private void exportDays() {
    Instant now = settings.time().instant();
    LocalDate kept = day(now.minus(UsageReader.HOURS_KEPT)).plusDays(1);
    LocalDate since = day(account.since());
    LocalDate first = since.isAfter(kept) ? since : kept;
    LocalDate last = day(now);
    Map<LocalDate, Long> revisions = settings.usage().revisions(tenant(), first, last);
    Map<LocalDate, DayState> days = settings.accounts().days(tenant(), first, last);
    for (LocalDate day = first; !day.isAfter(last) && !stop.passed(); day = day.plusDays(1)) {
      long revision = revisions.getOrDefault(day, 0L);
      DayState seen = days.getOrDefault(day, DayState.NEW);
      if (!seen.revision().equals(Optional.of(revision)) && !export(day, revision, seen)) {
        return;
      }
    }
  }

  /** Exports the windows of a day that are over; false if another run has the account. */
  private boolean export(LocalDate day, long revision, DayState seen) {
    Instant now = settings.time().instant();
    Instant start = later(start(day), account.since().truncatedTo(ChronoUnit.HOURS));
    Instant end = earlier(start(day.plusDays(1)), now.truncatedTo(ChronoUnit.HOURS));
    if (!start.isBefore(end)) {
      return true;
    }
    UsageSeries hours = settings.usage().hours(tenant(), start, end);
    Map<Window, WindowState> states = settings.windows().states(tenant(), start, end);
    boolean billed = true;
    for (UsageSeries.Point hour : hours.points()) {
      for (Map.Entry<Metric, String> meter : settings.meters().entrySet()) {
        Window window = new Window(tenant(), meter.getValue(), hour.at());
        WindowState state = states.getOrDefault(window, WindowState.NEW);
        long counted = hour.usage().of(meter.getKey());
        if (state.pending().isPresent() || state.due(counted) != state.billed()) {
          if (!lead()) {
            counts.failed++;
            return false;
          }
          billed &=
              new WindowExport(settings, account, window, counts)
                  .run(state, counted, lease.orElseThrow());
        }
      }
    }
    Instant settled = start(day.plusDays(1)).plus(UsageReader.SETTLED_AFTER);
    if (billed && !now.isBefore(settled)) {
      settings.accounts().done(tenant(), day, revision, seen);
    }
    return true;
  }

  /** Whether this run alone may deliver for the account, for long enough to deliver once. */
  private boolean lead() {
    Instant now = settings.time().instant();
    if (lease.filter(held -> now.plus(MARGIN).isBefore(held.until())).isEmpty()) {
      lease = settings.accounts().acquire(tenant(), runId, now, now.plus(LEASE));
    }
    return lease.isPresent();
  }

  private TenantId tenant() {
    return account.tenant();
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
