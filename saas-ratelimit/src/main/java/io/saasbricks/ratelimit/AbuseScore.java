package io.saasbricks.ratelimit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/*
 * A noisy or: each signal x with weight w leaves 1 - w * x of the innocence. The score is bounded
 * and grows with every signal. Volume and burst together stay below the first threshold, because
 * many messages alone are what quotas are for. Logarithms of the factors add up, so each signal's
 * part of their sum is its part of the score.
 */

/**
 * How abusive a subject's behaviour looks, and why.
 *
 * @param points 0 to 100, rounded down
 * @param contributions how many of the points each signal accounts for; zero for those not seen
 */
public record AbuseScore(int points, Map<AbuseSignal, Double> contributions) {
  /** Above this a subject is asked to slow down. */
  public static final int SLOW_DOWN = 70;

  /** Above this a subject is blocked. */
  public static final int BLOCK = 90;

  private static final int MOST = 100;

  /** What floating-point errors may take from a whole number. */
  private static final double ERROR = 1e-9;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the points are not 0 to 100
   */
  public AbuseScore {
    if (points < 0 || points > MOST) {
      throw new IllegalArgumentException("points are 0 to 100: " + points);
    }
    contributions = Collections.unmodifiableMap(new EnumMap<>(contributions));
  }

  /** The score of signals of these strengths, from 0 to 1; those that are not named are 0. */
  static AbuseScore of(Map<AbuseSignal, Double> strengths) {
    Map<AbuseSignal, Double> guilt = new EnumMap<>(AbuseSignal.class);
    double sum = 0;
    for (AbuseSignal signal : AbuseSignal.values()) {
      double part = -Math.log1p(-signal.weight() * strengths.getOrDefault(signal, 0.0));
      guilt.put(signal, part);
      sum += part;
    }
    double points = -MOST * Math.expm1(-sum);
    double scale = sum > 0 ? points / sum : 0;
    guilt.replaceAll((signal, part) -> part * scale);
    return new AbuseScore((int) (points + ERROR), guilt);
  }

  /** Whether the subject is to be asked to slow down, or worse. */
  boolean abnormal() {
    return points > SLOW_DOWN;
  }

  /** Whether the subject is to be blocked. */
  boolean blocks() {
    return points > BLOCK;
  }
}
