package io.saasbricks.metering;

import io.saasbricks.core.identity.TenantId;
import java.util.List;

/**
 * The parts of an allowance whose crossing is told, once per tenant and period. A crossing costs
 * two write units; what crosses nothing costs nothing.
 *
 * @param percents of the limit, each 1 to 100
 * @param listener is told of each crossing
 */
public record Thresholds(List<Integer> percents, Listener listener) {
  /** Nothing is told. */
  public static final Thresholds NONE = new Thresholds(List.of(), crossing -> {});

  /** Is told of crossings. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Called within the call that crossed the threshold, or that found it crossed. If this fails or
     * the function is stopped in it, it is called again a minute later at the earliest, with the
     * same {@link Crossing#id}.
     */
    void crossed(Crossing crossing);
  }

  /**
   * A threshold that has been crossed.
   *
   * @param percent of the limit that is used or held
   * @param period in which it was crossed
   */
  public record Crossing(
      TenantId tenant,
      Allowance allowance,
      QuotaPeriod.Span period,
      int percent,
      Standing standing) {

    /** The same for every telling of this crossing, so that a repetition can be recognised. */
    public String id() {
      return String.join(
          "#",
          tenant.value(),
          allowance.name(),
          period.start().toString(),
          Integer.toString(percent));
    }
  }

  /** Refuses percents out of range with an {@link IllegalArgumentException}. */
  public Thresholds {
    percents = List.copyOf(percents);
    for (int percent : percents) {
      if (percent < 1 || percent > 100) {
        throw new IllegalArgumentException("a threshold must be 1 to 100 percent: " + percent);
      }
    }
  }

  /** The usual 80 and 100 percent. */
  public static Thresholds standard(Listener listener) {
    return new Thresholds(List.of(80, 100), listener);
  }
}
