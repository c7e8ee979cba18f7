package io.saasbricks.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/*
 * Guided self-scheduling (Polychronopoulos and Kuck, 1987): a container takes its share of the rest,
 * so lots become smaller as the quota is used up, and little is left in the hands of those who do not
 * need it. Its share is that of what was used when it last looked, and the rest is taken to have gone
 * on shrinking at that rate since, or lots would be sized by what others used up long ago. Never more
 * than twice what it has used itself: the first to come has used all there is, but is seldom alone.
 * Permits are charged by the same conditional write as any other cost, so none above the quota exists.
 */

/** Takes permits of fixed windows in lots and hands them out. */
final class Leases implements Door {
  private static final int REMEMBERED = 10_000;
  private static final int MOST = 100_000;

  private final Door door;
  private final int most;
  private final InstantSource time;
  private final Cache<Subject, Lot> lots =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  Leases(Door door, int most, InstantSource time) {
    this.door = door;
    this.most = most;
    this.time = time;
  }

  /**
   * Throws unless permits of these limits can be leased.
   *
   * @throws IllegalArgumentException naming the policy or the number that is wrong
   */
  static void requireLeasable(Limits limits, int most) {
    if (most < 2 || most > MOST) {
      throw new IllegalArgumentException("a lease is of 2 to " + MOST + " permits: " + most);
    }
    for (Policy policy : limits.policies()) {
      if (!(policy.algorithm() instanceof FixedWindow)) {
        throw new IllegalArgumentException(
            "permits of policy " + policy.name() + " cannot be leased: it is no fixed window");
      }
    }
  }

  @Override
  public AbuseVerdict decide(Visit visit) {
    Lot lot = lots.get(visit.subject(), subject -> new Lot());
    synchronized (lot) {
      return AbuseVerdict.unscored(
          lot.spend(visit.cost(), time.instant()).orElseGet(() -> take(lot, visit)));
    }
  }

  /** A denied lot shows how much is left, so the second is of a part of that, the third of none. */
  private Decision take(Lot lot, Visit visit) {
    long wanted = Math.max(visit.cost(), lot.wanted(most));
    Decision decision = door.decide(visit.costing(wanted)).decision();
    while (!decision.allowed() && wanted > visit.cost()) {
      lot.see(decision.states());
      wanted = Math.max(visit.cost(), Math.min(wanted / 2, lot.wanted(most)));
      decision = door.decide(visit.costing(wanted)).decision();
    }
    return decision instanceof Decision.Allowed allowed
        ? lot.fill(allowed, visit.cost())
        : decision;
  }

  /** The permits of one subject. Guarded by its own lock. */
  private static final class Lot {
    private long permits;
    private Instant from = Instant.MIN;
    private Instant until = Instant.MIN;
    private long spent;
    private long spentThen;
    private long charged;
    private long rest;
    private List<PolicyState> states = List.of();

    Optional<Decision> spend(long cost, Instant now) {
      if (now.isBefore(from) || !now.isBefore(until)) {
        begin();
      }
      if (permits < cost) {
        return Optional.empty();
      }
      permits -= cost;
      spent += cost;
      Duration since = Duration.between(from, now);
      return Optional.of(
          new Decision.Allowed(from, cost, states.stream().map(s -> s.after(since)).toList()));
    }

    /** A new window, of which nothing is known. */
    private void begin() {
      permits = 0;
      spent = 0;
      spentThen = 0;
      charged = 0;
      rest = 0;
    }

    long wanted(int most) {
      double share = charged == 0 ? 0 : (double) spentThen / charged;
      double expected = rest * share - (spent - spentThen);
      return Math.max(1, Math.min(Math.min(most, 2 * spent), (long) expected));
    }

    void see(List<PolicyState> seen) {
      PolicyState tightest =
          seen.stream().min(Comparator.comparingLong(PolicyState::remaining)).orElseThrow();
      rest = tightest.remaining();
      charged = tightest.quota() - rest;
      spentThen = spent;
    }

    Decision fill(Decision.Allowed allowed, long cost) {
      permits += allowed.cost() - cost;
      spent += cost;
      see(allowed.states());
      from = allowed.at();
      until = from.plus(firstReset(allowed.states()));
      states = allowed.states();
      return new Decision.Allowed(allowed.at(), cost, states);
    }

    private static Duration firstReset(List<PolicyState> states) {
      return states.stream()
          .map(PolicyState::reset)
          .min(Comparator.naturalOrder())
          .orElse(Duration.ZERO);
    }
  }
}
