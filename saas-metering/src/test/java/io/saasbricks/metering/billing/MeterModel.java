package io.saasbricks.metering.billing;

import io.saasbricks.metering.UsageMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A billing system by Stripe's documented rules: remembers identifiers for exactly 24 hours, takes
 * usage of the past 35 days, and either replaces or adds up what arrives for an hour.
 */
public final class MeterModel implements BillingSink, BillingStatement {
  private static final Duration MEMORY = Duration.ofHours(24);

  private final InstantSource time;
  private final ExportMode mode;
  private final Set<String> unknownCustomers = new HashSet<>();
  private final Map<String, Instant> identifiers = new HashMap<>();
  private final Map<Window, Long> totals = new HashMap<>();
  private final Map<String, Instant> finalUntil = new HashMap<>();
  private long deliveries;
  private long afterFinal;

  /** A system that takes what such an exporter delivers. */
  public MeterModel(InstantSource time, ExportMode mode) {
    this.time = time;
    this.mode = mode;
  }

  @Override
  public Delivery deliver(Charge charge) {
    Instant now = time.instant();
    Window window = charge.window();
    if (unknownCustomers.contains(charge.account().customer())) {
      return new Delivery.Refused("no such customer");
    }
    if (window.hour().isBefore(now.minus(UsageMeter.OLDEST))
        || window.hour().isAfter(now.plus(UsageMeter.AHEAD))) {
      return new Delivery.Refused("the timestamp is out of range");
    }
    deliveries++;
    Instant known = identifiers.get(charge.identifier());
    if (known != null && known.plus(MEMORY).isAfter(now)) {
      return new Delivery.Accepted();
    }
    identifiers.put(charge.identifier(), now);
    if (isFinal(charge.account().customer(), window)) {
      afterFinal++;
      return new Delivery.Accepted();
    }
    totals.merge(
        window, charge.value(), mode == ExportMode.ABSOLUTE ? (old, fresh) -> fresh : Long::sum);
    return new Delivery.Accepted();
  }

  @Override
  public Map<Instant, Long> hours(Account account, String meter, Instant from, Instant to) {
    Map<Instant, Long> hours = new TreeMap<>();
    for (Instant hour = from; hour.isBefore(to); hour = hour.plus(Window.LENGTH)) {
      Long total = totals.get(new Window(account.tenant(), meter, hour));
      if (total != null) {
        hours.put(hour, total);
      }
    }
    return hours;
  }

  /** The invoice is final: what arrives for these hours from now on is never billed. */
  void finalise(String customer, Instant until) {
    finalUntil.put(customer, until);
  }

  void forget(String customer) {
    unknownCustomers.add(customer);
  }

  void learn(String customer) {
    unknownCustomers.remove(customer);
  }

  /** Drops what it had accepted, as when an error report follows. */
  void lose(Window window) {
    totals.remove(window);
  }

  /** What is billed for the window. */
  public long total(Window window) {
    return totals.getOrDefault(window, 0L);
  }

  /** All units of all windows. */
  public long total() {
    return totals.values().stream().mapToLong(Long::longValue).sum();
  }

  long deliveries() {
    return deliveries;
  }

  long afterFinal() {
    return afterFinal;
  }

  private boolean isFinal(String customer, Window window) {
    return !window.end().isAfter(finalUntil.getOrDefault(customer, Instant.EPOCH));
  }
}
