package io.saasbricks.metering;

import java.util.Objects;

/**
 * What a tenant may use of something in a period.
 *
 * <p>The limit is not stored: a plan that changes in the middle of a period takes effect with the
 * next call, and what has been used stays used.
 *
 * @param name of what is limited, as the name of a {@link Metric}
 * @param limit the most that may be used, 0 to {@link Metric#MOST}
 */
public record Allowance(String name, long limit, QuotaPeriod period) {
  /** Checks name and limit. */
  public Allowance {
    Metric.sum(name).requireAmount(limit);
    Objects.requireNonNull(period, "period");
  }

  /** An allowance per calendar month. */
  public static Allowance monthly(String name, long limit) {
    return new Allowance(name, limit, new QuotaPeriod.CalendarMonth());
  }

  /** An allowance of what is held at any time. */
  public static Allowance standing(String name, long limit) {
    return new Allowance(name, limit, new QuotaPeriod.Unending());
  }
}
