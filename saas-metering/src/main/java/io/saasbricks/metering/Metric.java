package io.saasbricks.metering;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A quantity that is metered.
 *
 * <p>Amounts are whole numbers of the metric's unit, so choose a unit small enough: bytes,
 * milliseconds, billionths of a dollar. Two metrics of one name and different aggregations are
 * different metrics.
 *
 * @param name {@code [a-z][a-z0-9_]{0,39}}; it is stored with every hour, so keep it short
 * @param aggregation how several amounts become one
 */
public record Metric(String name, Aggregation aggregation) {
  /** The largest amount of one event: 15 digits, the most that Stripe bills exactly. */
  public static final long MOST = 999_999_999_999_999L;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  /** How the amounts of several events become one. */
  public enum Aggregation {
    /** Their sum: calls, tokens, messages. */
    SUM,
    /** The amount of the event with the latest time: bytes stored, seats taken. */
    LAST,
    /** The largest amount: peak of open connections. */
    MAX,
    /**
     * The number of different members: active users. Exact; every member takes nine bytes per
     * bucket and day, so meant for up to some thousand members an hour.
     */
    UNIQUE
  }

  /** Refuses another name with an {@link IllegalArgumentException}. */
  public Metric {
    Objects.requireNonNull(aggregation, "aggregation");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("metric name must match " + NAME + ": " + name);
    }
  }

  /** The metric of that name whose amounts add up; the only kind that can be billed. */
  public static Metric sum(String name) {
    return new Metric(name, Aggregation.SUM);
  }

  /** The metric of that name of which the latest amount counts, whatever arrived last. */
  public static Metric last(String name) {
    return new Metric(name, Aggregation.LAST);
  }

  /** The metric of that name of which the largest amount counts. */
  public static Metric max(String name) {
    return new Metric(name, Aggregation.MAX);
  }

  /** The metric of that name that counts different members. */
  public static Metric unique(String name) {
    return new Metric(name, Aggregation.UNIQUE);
  }

  long requireAmount(long amount) {
    if (amount < 0 || amount > MOST) {
      throw new IllegalArgumentException(name + " must be 0 to " + MOST + ": " + amount);
    }
    if (aggregation == Aggregation.UNIQUE) {
      throw new IllegalArgumentException(name + " counts members and takes no amount");
    }
    return amount;
  }

  String requireMember(String member) {
    if (member.isEmpty()) {
      throw new IllegalArgumentException("a member of " + name + " must not be empty");
    }
    if (aggregation != Aggregation.UNIQUE) {
      throw new IllegalArgumentException(name + " takes an amount and counts no members");
    }
    return member;
  }

  @Override
  public String toString() {
    return aggregation.name().toLowerCase(Locale.ROOT) + " " + name;
  }
}
