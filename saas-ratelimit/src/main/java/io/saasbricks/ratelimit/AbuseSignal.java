package io.saasbricks.ratelimit;

/** What an abuse score is made of. */
public enum AbuseSignal {
  /** Over 70 % of a calendar quota is used. */
  VOLUME(0.45),
  /** Over 70 % of a sliding window or token bucket is used. */
  BURST(0.45),
  /** The messages of the last hour repeat each other, and they are many. */
  REPETITION(0.75),
  /** The messages of the last hour look like attacks on the assistant. */
  INJECTION(0.95);

  private final double weight;

  AbuseSignal(double weight) {
    this.weight = weight;
  }

  /** The score, over 100, that the signal alone can reach. */
  double weight() {
    return weight;
  }
}
