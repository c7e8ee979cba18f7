package io.saasbricks.metering.stripe;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.JsonObject;
import io.saasbricks.metering.billing.Account;
import io.saasbricks.metering.billing.BillingSink;
import io.saasbricks.metering.billing.BillingStatement;
import io.saasbricks.metering.billing.Charge;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Stripe's billing meters: takes charges as meter events, and tells their totals by hour.
 *
 * <p>A charge is delivered as an event at the start of its hour, with the charge's identifier.
 * Stripe answers a repeated identifier with an error, which counts as accepted here. An accepted
 * event may still be rejected later: see {@link MeterErrors}.
 *
 * <p>For {@link io.saasbricks.metering.billing.ExportMode#ABSOLUTE} create the meter with formula
 * {@code sum} and {@code event_time_window=hour}: then the last event of an hour takes the place of
 * those before. Safe for concurrent use.
 */
public final class StripeMeters implements BillingSink, BillingStatement {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PAGE = 100;
  private static final String METERS = "/v1/billing/meters";

  private final StripeClient stripe;
  private final Map<String, String> meterIds;
  private final LongSupplier nanoTime;

  private StripeMeters(StripeClient stripe, Map<String, String> meterIds, LongSupplier nanoTime) {
    this.stripe = stripe;
    this.meterIds = meterIds;
    this.nanoTime = nanoTime;
  }

  /**
   * The meters of an account.
   *
   * @param meterIds Stripe's ids, such as {@code mtr_123}, by the meters' event names
   * @param nanoTime measures how long calls take
   */
  public static StripeMeters of(
      StripeClient stripe, Map<String, String> meterIds, LongSupplier nanoTime) {
    Objects.requireNonNull(stripe, "stripe");
    return new StripeMeters(stripe, Map.copyOf(meterIds), nanoTime);
  }

  /**
   * The meters of those event names, of which the missing ones are made: sums of an hour's window,
   * as {@link io.saasbricks.metering.billing.ExportMode#ABSOLUTE} needs them. A call per started
   * 100 active meters of the account, and one for each meter that is missing.
   *
   * @throws IllegalStateException if a meter is there and adds up what should replace each other
   */
  public static StripeMeters open(
      StripeClient stripe, Set<String> names, LongSupplier nanoTime, Deadline deadline) {
    StripeForm active = StripeForm.empty().with("status", "active");
    Map<String, String> ids = new TreeMap<>();
    for (JsonObject meter : all(stripe, METERS, active, () -> deadline)) {
      if (names.contains(meter.string("event_name"))) {
        ids.put(meter.string("event_name"), hourly(meter).string("id"));
      }
    }
    for (String name : names) {
      ids.computeIfAbsent(name, missing -> create(stripe, missing, deadline));
    }
    return of(stripe, ids, nanoTime);
  }

  private static String create(StripeClient stripe, String name, Deadline deadline) {
    StripeForm form =
        StripeForm.empty()
            .with("display_name", name)
            .with("event_name", name)
            .with("event_time_window", "hour")
            .with("default_aggregation[formula]", "sum");
    return stripe.post(METERS, form, "meter-" + name, deadline).string("id");
  }

  private static JsonObject hourly(JsonObject meter) {
    if (!meter.optionalString("event_time_window").equals(Optional.of("hour"))) {
      throw new IllegalStateException(
          "meter " + meter.string("event_name") + " has no event_time_window=hour");
    }
    return meter;
  }

  /**
   * {@inheritDoc}
   *
   * @throws StripeException if Stripe's refusal says nothing of the charge, such as a bad API key
   */
  @Override
  public Delivery deliver(Charge charge) {
    StripeForm event =
        StripeForm.empty()
            .with("event_name", charge.window().meter())
            .with("identifier", charge.identifier())
            .with("timestamp", charge.window().hour().getEpochSecond())
            .with("payload[stripe_customer_id]", charge.account().customer())
            .with("payload[value]", charge.value());
    try {
      stripe.postRepeatable("/v1/billing/meter_events", event, deadline());
      return new Delivery.Accepted();
    } catch (StripeException refusal) {
      if (refusal.status() != 400 && refusal.status() != 404) {
        throw refusal;
      }
      return isRepetition(refusal)
          ? new Delivery.Accepted()
          : new Delivery.Refused(refusal.description());
    }
  }

  @Override
  public Map<Instant, Long> hours(Account account, String meter, Instant from, Instant to) {
    Map<Instant, Long> hours = new TreeMap<>();
    StripeForm query =
        StripeForm.empty()
            .with("customer", account.customer())
            .with("start_time", from.getEpochSecond())
            .with("end_time", to.getEpochSecond())
            .with("value_grouping_window", "hour");
    String path = METERS + "/" + idOf(meter) + "/event_summaries";
    for (JsonObject summary : all(stripe, path, query, this::deadline)) {
      hours.put(
          Instant.ofEpochSecond(summary.number("start_time")),
          wholeUnits(summary.decimal("aggregated_value")));
    }
    return hours;
  }

  /** Stripe's v1 API tells a repeated identifier by its message alone; v2 has a code. */
  private static boolean isRepetition(StripeException refusal) {
    return refusal.code().equals("duplicate_meter_event")
        || refusal.description().startsWith("An event already exists with identifier");
  }

  private String idOf(String meter) {
    return Optional.ofNullable(meterIds.get(meter))
        .orElseThrow(() -> new IllegalArgumentException("no meter is called " + meter));
  }

  /** A list of Stripe's to its last page, each within a deadline. */
  private static List<JsonObject> all(
      StripeClient stripe, String path, StripeForm query, Supplier<Deadline> deadline) {
    List<JsonObject> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      StripeForm next = query.with("limit", PAGE).with("starting_after", after);
      JsonObject page = stripe.get(path, next, deadline.get());
      List<JsonObject> data = page.objects("data");
      all.addAll(data);
      after = page.bool("has_more") ? lastId(data) : Optional.empty();
    } while (after.isPresent());
    return all;
  }

  private static Optional<String> lastId(List<JsonObject> data) {
    return data.isEmpty() ? Optional.empty() : Optional.of(data.get(data.size() - 1).string("id"));
  }

  /** All values sent are whole, so any other total is not ours to explain away. */
  private static long wholeUnits(BigDecimal value) {
    return value.longValueExact();
  }

  private Deadline deadline() {
    return Deadline.in(PATIENCE, nanoTime);
  }
}
