package io.saasbricks.metering.billing;

import io.saasbricks.core.table.SaasTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what was delivered with what the billing system says it has.
 *
 * <p>Run it once a night over the days before: a statement may lag behind deliveries, so hours of
 * the last day may differ without anything being wrong. Immutable and safe for concurrent use.
 */
public final class Reconciliation {
  private static final Duration STEP = Duration.ofDays(1);

  private final WindowLedger windows;
  private final BillingStatement statement;

  private Reconciliation(WindowLedger windows, BillingStatement statement) {
    this.windows = windows;
    this.statement = statement;
  }

  /** The comparison of an exporter's table with that statement. */
  public static Reconciliation of(SaasTable table, BillingStatement statement) {
    return new Reconciliation(new WindowLedger(table), statement);
  }

  /**
   * A window on which the two disagree.
   *
   * @param delivered the total confirmed by the billing system's answers
   * @param stated the total in its statement
   * @param identifier of the window's last delivery, for {@link UsageExporter#reject}
   */
  public record Difference(Window window, long delivered, long stated, String identifier) {}

  /**
   * What was compared.
   *
   * @param windows in which something was delivered or stated
   * @param inDoubt windows with a delivery under way, which are not compared
   * @param differences those on which the two disagree, the earliest first
   */
  public record Report(long windows, long inDoubt, List<Difference> differences) {
    public Report {
      differences = List.copyOf(differences);
    }
  }

  /**
   * Compares the account's windows of the meters. One query a day and one statement a meter and
   * day.
   *
   * @param from the start of an hour
   * @param to the start of an hour
   * @throws io.saasbricks.core.SaasException if the store or the billing system does not answer
   */
  public Report compare(Account account, Set<String> meters, Instant from, Instant to) {
    List<Difference> differences = new ArrayList<>();
    long compared = 0;
    long inDoubt = 0;
    for (Instant start = from; start.isBefore(to); start = start.plus(STEP)) {
      Instant end = start.plus(STEP).isBefore(to) ? start.plus(STEP) : to;
      Map<Window, WindowState> states = windows.states(account.tenant(), start, end);
      for (String meter : new TreeSet<>(meters)) {
        Map<Instant, Long> stated = statement.hours(account, meter, start, end);
        for (Instant hour = start; hour.isBefore(end); hour = hour.plus(Window.LENGTH)) {
          Window window = new Window(account.tenant(), meter, hour);
          WindowState state = states.getOrDefault(window, WindowState.NEW);
          long has = stated.getOrDefault(hour, 0L);
          compared += state.revision() > 0 || has != 0 ? 1 : 0;
          inDoubt += state.pending().isPresent() ? 1 : 0;
          if (state.pending().isEmpty() && state.billed() != has) {
            differences.add(difference(window, state, has));
          }
        }
      }
    }
    return new Report(compared, inDoubt, differences);
  }

  private static Difference difference(Window window, WindowState state, long stated) {
    return new Difference(window, state.billed(), stated, window.identifier(state.revision()));
  }
}
