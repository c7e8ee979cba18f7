package io.saasbricks.ratelimit;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.ratelimit.abuse.MessageDetector;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Collects the options of a {@link RateLimiter}. Their order does not matter. Not safe for
 * concurrent use; what it builds is.
 */
public final class RateLimiterBuilder {
  private final SaasTable table;
  private final Limits limits;
  private final InstantSource time;
  private Supplier<SaasTable> reached;
  private LimitListener listener = new LimitListener() {};
  private boolean leases;
  private UnaryOperator<Door> leasing = UnaryOperator.identity();
  private UnaryOperator<Door> remembering = UnaryOperator.identity();
  private UnaryOperator<Door> failing = UnaryOperator.identity();
  private UnaryOperator<Door> shadowing = UnaryOperator.identity();

  RateLimiterBuilder(SaasTable table, Limits limits, InstantSource time) {
    this.table = Objects.requireNonNull(table, "table");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.time = Objects.requireNonNull(time, "time");
    this.reached = () -> table;
  }

  /**
   * Remembers which counters are used up, so that whoever they deny costs no request until it could
   * be admitted again: an address whose day is over is denied for every agent. No request is
   * refused that the table would have admitted, except that a refund, a reset or an override is
   * noticed {@code longest} later. Remembers 10,000 counters.
   *
   * @param longest how long a denial is remembered at most, such as 5 seconds
   * @param nanoTime elapsed time, such as {@code System::nanoTime}
   * @throws IllegalArgumentException if {@code longest} is not positive
   */
  public RateLimiterBuilder rememberingDenials(Duration longest, LongSupplier nanoTime) {
    requirePositive(longest);
    remembering = door -> new DenyCache(door, limits, time, longest, nanoTime);
    return this;
  }

  /**
   * Takes several permits of a subject at once and hands them out without a request: fewer the
   * closer the quota and the more containers share the subject, one at last. Never admits more than
   * the quota. Permits that a container holds when the window ends, or when it stops or crashes,
   * are lost. For subjects hot enough to come near the 1,000 writes a second of one item.
   *
   * <p>The states of a decision are those of the last write. Threads that want the same subject's
   * permits wait for the one that is fetching them.
   *
   * @param most permits to take at once, 2 to 100,000
   * @throws IllegalArgumentException if a policy is no fixed window: only there it does not matter
   *     when within the window a permit is used
   */
  public RateLimiterBuilder leasing(int most) {
    Leases.requireLeasable(limits, most);
    leases = true;
    leasing = door -> new Leases(door, most, time);
    return this;
  }

  /**
   * Gives up on a decision after the budget, retries included, and answers as told. Any {@link
   * io.saasbricks.core.SaasException} is answered so; what an admission given so cost is not
   * charged for certain. Without this, a limiter throws when the table's client gives up.
   *
   * @param budget such as 150 milliseconds
   * @param nanoTime elapsed time, such as {@code System::nanoTime}
   * @throws IllegalArgumentException if the budget is not positive
   */
  public RateLimiterBuilder failing(FailureAnswer answer, Duration budget, LongSupplier nanoTime) {
    requirePositive(budget);
    reached = () -> table.within(Deadline.in(budget, nanoTime));
    failing = door -> new FailSafe(door, answer, time, listener);
    return this;
  }

  /** Tells the listener, instead of an earlier one, of every decision, score and failure. */
  public RateLimiterBuilder telling(LimitListener told) {
    listener = Objects.requireNonNull(told, "told");
    return this;
  }

  /**
   * Decides, charges and tells the listener as ever, but lets every request pass: to see what
   * limits would do before they do it.
   */
  public RateLimiterBuilder inShadow() {
    shadowing = door -> new Shadow(door, time);
    return this;
  }

  /** The limiter. Each one remembers for itself, so a container should have one. */
  public RateLimiter build() {
    Door door = around(leasing.apply(counting()));
    return (subject, cost) -> door.decide(Visit.of(subject, cost)).decision();
  }

  /**
   * A guard that enforces the limits and acts on the abuse score.
   *
   * @throws IllegalArgumentException if a policy counts across subjects, or if permits are leased
   */
  public AbuseGuard buildGuard(MessageDetector detector) {
    return guard(detector, AbuseScoring.Response.ACT);
  }

  /**
   * A guard in shadow: it enforces the limits and tells the abuse score, but neither slows down nor
   * blocks. Try it before {@link #buildGuard}.
   *
   * @throws IllegalArgumentException as {@link #buildGuard}
   */
  public AbuseGuard buildObserver(MessageDetector detector) {
    return guard(detector, AbuseScoring.Response.TELL);
  }

  private AbuseGuard guard(MessageDetector detector, AbuseScoring.Response response) {
    Objects.requireNonNull(detector, "detector");
    for (Policy policy : limits.policies()) {
      if (policy.scope().reach() == Scope.Reach.ACROSS) {
        throw new IllegalArgumentException(
            "a guard has one item a subject, but policy " + policy.name() + " counts across");
      }
    }
    if (leases) {
      throw new IllegalArgumentException("a guard counts every message and cannot lease permits");
    }
    Door door = around(new AbuseScoring(counting(), reached, detector, listener, response));
    return (subject, message) -> door.decide(Visit.of(subject, message));
  }

  private OneWriteLimiter counting() {
    return new OneWriteLimiter(reached, limits, time, new SecureRandom());
  }

  private Door around(Door deciding) {
    LimitListener told = listener;
    Door answering = failing.apply(remembering.apply(deciding));
    return shadowing.apply(
        visit -> {
          AbuseVerdict verdict = answering.decide(visit);
          told.decided(visit.subject(), verdict.decision());
          return verdict;
        });
  }

  private static void requirePositive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a duration must be positive: " + duration);
    }
  }
}
