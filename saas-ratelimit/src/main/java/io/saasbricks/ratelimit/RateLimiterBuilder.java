package io.saasbricks.ratelimit;

import io.saasbricks.core.table.SaasTable;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;

/** Collects the options of a {@link RateLimiter}. Not safe for concurrent use. */
public final class RateLimiterBuilder {
  private final SaasTable table;
  private final Limits limits;
  private final InstantSource time;

  RateLimiterBuilder(SaasTable table, Limits limits, InstantSource time) {
    this.table = Objects.requireNonNull(table, "table");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.time = Objects.requireNonNull(time, "time");
  }

  /** The limiter. */
  public RateLimiter build() {
    return new OneWriteLimiter(table, limits, time, new SecureRandom());
  }
}
