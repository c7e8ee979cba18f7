package io.saasbricks.metering.billing;

import io.saasbricks.metering.billing.AccountLedger.Lease;
import io.saasbricks.metering.billing.BillingSink.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The export of one window: settles what is in doubt, then delivers what is missing. */
final class WindowExport {
  /** Usage of older hours is treated as final: Stripe accepts 35 days. */
  private static final Duration DELIVERABLE = Duration.ofDays(34);

  /** How long a billing system surely remembers an identifier; Stripe says at least 24 hours. */
  private static final Duration REMEMBERED = Duration.ofHours(23);

  private final ExportSettings settings;
  private final Account account;
  private final Window window;
  private final ExportCounts counts;
  private final Instant now;

  WindowExport(ExportSettings settings, Account account, Window window, ExportCounts counts) {
    this.settings = settings;
    this.account = account;
    this.window = window;
    this.counts = counts;
    this.now = settings.time().instant();
  }

  /** Whether all that was counted is billed, or is dealt with by the late policy. */
  boolean run(WindowState state, long counted, Lease lease) {
    boolean isFinal =
        !window.end().isAfter(lease.finalUntil()) || window.hour().isBefore(now.minus(DELIVERABLE));
    Optional<WindowState> settled =
        state.pending().isEmpty()
            ? Optional.of(state)
            : isFinal || inDoubtTooLong(state) ? lookUp(state, isFinal) : deliver(state);
    if (settled.isEmpty()) {
      return false;
    }
    long missing = settled.get().due(counted) - settled.get().billed();
    if (missing == 0) {
      return true;
    }
    return isFinal ? dealWithLate(settled.get(), missing) : begin(settled.get(), counted);
  }

  private boolean begin(WindowState state, long counted) {
    return settings
        .windows()
        .begin(window, state, state.due(counted), now)
        .flatMap(this::deliver)
        .isPresent();
  }

  /**
   * Sends what is pending, under the identifier of its revision; the state once it is confirmed.
   */
  private Optional<WindowState> deliver(WindowState begun) {
    long total = begun.pending().orElseThrow();
    long value = settings.mode() == ExportMode.ABSOLUTE ? total : total - begun.billed();
    Delivery delivery =
        settings.sink().deliver(new Charge(account, window, begun.revision(), value));
    if (delivery instanceof Delivery.Refused refused) {
      return refused(refused.reason());
    }
    counts.delivered++;
    return Optional.of(settings.windows().settle(window, begun, true));
  }

  private boolean inDoubtTooLong(WindowState state) {
    return settings.mode() == ExportMode.DELTA
        && state.pendingSince().plus(REMEMBERED).isBefore(now);
  }

  /** Lets the billing system's statement decide whether what is pending has arrived. */
  private Optional<WindowState> lookUp(WindowState state, boolean isFinal) {
    if (settings.statement().isEmpty()) {
      return refused("its last delivery is in doubt and there is no statement to decide by");
    }
    long has =
        settings
            .statement()
            .get()
            .hours(account, window.meter(), window.hour(), window.end())
            .getOrDefault(window.hour(), 0L);
    boolean arrived = has == state.pending().orElseThrow();
    if (!arrived && has != state.billed() && !isFinal) {
      return refused(
          "the statement says %d where %d or %d was delivered"
              .formatted(has, state.billed(), state.pending().orElseThrow()));
    }
    return Optional.of(settings.windows().settle(window, state, arrived));
  }

  private boolean dealWithLate(WindowState state, long missing) {
    counts.late++;
    settings.listener().late(account, window, missing, settings.late());
    if (settings.late() == LatePolicy.ALARM) {
      return false;
    }
    Optional<Window> into =
        settings.late() == LatePolicy.CARRY
            ? Optional.of(
                new Window(window.tenant(), window.meter(), now.truncatedTo(ChronoUnit.HOURS)))
            : Optional.empty();
    return settings.windows().carry(window, state, missing, into);
  }

  private Optional<WindowState> refused(String reason) {
    counts.refused++;
    settings.listener().refused(account, window, reason);
    return Optional.empty();
  }
}
