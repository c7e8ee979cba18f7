package io.saasbricks.local.simulation;

import java.time.Duration;
import java.util.Set;

/**
 * How rough the world of a {@link Simulation} is.
 *
 * @param percent how many of 100 requests go wrong
 * @param most how many go wrong at most in one simulation, so that every one comes to an end
 * @param skew how far a container's clock may be before or behind the simulation's
 * @param kinds what may go wrong
 */
public record Faults(int percent, int most, Duration skew, Set<Fault> kinds) {
  private static final int DEFAULT_MOST = 6;

  /** Checks the ranges and copies the kinds. */
  public Faults {
    requirePercent(percent);
    if (most < 0) {
      throw new IllegalArgumentException("most must not be negative: " + most);
    }
    if (skew.isNegative()) {
      throw new IllegalArgumentException("skew must not be negative: " + skew);
    }
    kinds = Set.copyOf(kinds);
  }

  static void requirePercent(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("percent must be from 0 to 100: " + percent);
    }
  }

  /** No faults: only the order of the containers differs between seeds. */
  public static Faults none() {
    return new Faults(0, 0, Duration.ZERO, Set.of());
  }

  /** Up to 6 faults of these kinds, in {@code percent} of 100 requests, with exact clocks. */
  public static Faults of(int percent, Set<Fault> kinds) {
    return new Faults(percent, DEFAULT_MOST, Duration.ZERO, kinds);
  }

  /** These faults with another limit on their number. */
  public Faults atMost(int limit) {
    return new Faults(percent, limit, skew, kinds);
  }

  /** These faults with clocks that are wrong by up to {@code limit}. */
  public Faults withSkew(Duration limit) {
    return new Faults(percent, most, limit, kinds);
  }
}
