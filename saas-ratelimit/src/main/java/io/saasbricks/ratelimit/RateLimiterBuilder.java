package io.saasbricks.ratelimit;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.table.SaasTable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Collects the options of a {@link RateLimiter}. Not safe for concurrent use. */
public final class RateLimiterBuilder {
  private final SaasTable table;
  private final Limits limits;
  private final InstantSource time;
  private Supplier<SaasTable> reached;
  private LimitListener listener = new LimitListener() {};
  private UnaryOperator<RateLimiter> remembering = UnaryOperator.identity();
  private UnaryOperator<RateLimiter> failing = UnaryOperator.identity();
  private UnaryOperator<RateLimiter> shadowing = UnaryOperator.identity();

  RateLimiterBuilder(SaasTable table, Limits limits, InstantSource time) {
    this.table = Objects.requireNonNull(table, "table");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.time = Objects.requireNonNull(time, "time");
    this.reached = () -> table;
  }

  /**
   * Remembers denials, so that a subject that is denied costs no request until it could be admitted
   * again. No request is refused that the table would have admitted, except that a refund, a reset
   * or an override is noticed {@code longest} later. Remembers 10,000 subjects.
   *
   * @param longest how long a denial is remembered at most, such as 5 seconds
   * @param nanoTime elapsed time, such as {@code System::nanoTime}
   */
  public RateLimiterBuilder rememberingDenials(Duration longest, LongSupplier nanoTime) {
    requirePositive(longest);
    remembering = limiter -> new DenyCache(limiter, time, longest, nanoTime);
    return this;
  }

  /**
   * Gives up on a decision after the budget, retries included, and answers as told. Any {@link
   * io.saasbricks.core.SaasException} is answered so; what an admission given so cost is not
   * charged for certain. Without this, a limiter throws when the table's client gives up.
   *
   * @param budget such as 150 milliseconds
   * @param nanoTime elapsed time, such as {@code System::nanoTime}
   */
  public RateLimiterBuilder failing(FailureAnswer answer, Duration budget, LongSupplier nanoTime) {
    requirePositive(budget);
    reached = () -> table.within(Deadline.in(budget, nanoTime));
    failing = limiter -> new FailSafe(limiter, answer, time, listener);
    return this;
  }

  /** Tells the listener of every decision and failure. */
  public RateLimiterBuilder telling(LimitListener told) {
    listener = Objects.requireNonNull(told, "told");
    return this;
  }

  /** Decides, charges and tells the listener as ever, but lets every request pass. */
  public RateLimiterBuilder inShadow() {
    shadowing = limiter -> new Shadow(limiter, time);
    return this;
  }

  /** The limiter. */
  public RateLimiter build() {
    LimitListener told = listener;
    RateLimiter counting = new OneWriteLimiter(reached, limits, time, new SecureRandom());
    RateLimiter deciding = failing.apply(remembering.apply(counting));
    return shadowing.apply(
        (subject, cost) -> {
          Decision decision = deciding.tryAcquire(subject, cost);
          told.decided(subject, decision);
          return decision;
        });
  }

  private static void requirePositive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a duration must be positive: " + duration);
    }
  }
}
