package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Attribute;
import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/*
 * With c charges in the running window, p in the one before, and r of its W milliseconds still
 * covered by the sliding window, a cost n is admitted if c + n + floor(p * r / W) <= L. DynamoDB
 * conditions have no arithmetic, but the region is a staircase: it is the union over j of
 * "p <= b(j) and c <= L - n - j", where b(j) is the largest p with floor(p * r / W) <= j. Any
 * selection of steps is sound, and all of them are exact. Where they are too many for one
 * expression, a selection is sent, always with the very step of the p last seen; a refusal brings
 * the true p back, and the next condition has its step.
 */

/** Counts the charges of a window that slides. State: one number for each aligned window. */
record SlidingWindow(Duration length) implements Algorithm {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final long MAX_QUOTA = 1_000_000_000;

  SlidingWindow {
    if (length.compareTo(SHORTEST) < 0
        || length.compareTo(LONGEST) > 0
        || length.toMillis() % SHORTEST.toMillis() != 0) {
      throw new IllegalArgumentException("a sliding window is 1 s to 31 days long: " + length);
    }
  }

  @Override
  public void requireQuota(String policy, long quota) {
    Algorithm.requireRange(policy, quota, MAX_QUOTA);
  }

  @Override
  public Change charge(Charge charge, Item known) {
    Slots slots = slots(charge);
    Attribute counter = Attribute.attribute(slots.name(slots.current()));
    Attribute before = Attribute.attribute(slots.name(slots.current() - 1));
    List<Condition> alternatives = new ArrayList<>(startOf(charge, counter, before));
    for (long step : steps(charge, slots.count(known, slots.current() - 1))) {
      long free = charge.quota() - charge.cost() - step;
      alternatives.add(before.atMost(widest(step, charge)).and(counter.atMost(free)));
    }
    return new Change(
        Update.set(counter, counter.orElse(0).plus(charge.cost())),
        Condition.any(alternatives.toArray(Condition[]::new)));
  }

  /** The alternatives in which one of the counters is not there yet. */
  private List<Condition> startOf(Charge charge, Attribute counter, Attribute before) {
    long free = charge.quota() - charge.cost();
    return List.of(
        before.missing().and(counter.missing().or(counter.atMost(free))),
        counter.missing().and(before.atMost(widest(free, charge))));
  }

  /** Evenly spread over all steps there are, with both ends and the step of the known count. */
  private Set<Long> steps(Charge charge, long knownBefore) {
    long last = charge.quota() - charge.cost();
    Set<Long> steps = new TreeSet<>();
    int some = (int) Math.min(last, charge.clauses() - 2);
    for (int i = 0; i <= some; i++) {
      steps.add(some == 0 ? 0 : last * i / some);
    }
    long known = weighted(knownBefore, remaining(charge));
    if (known <= last) {
      steps.add(known);
    }
    return steps;
  }

  /** The largest count of the window before that weighs at most this much. */
  private long widest(long weight, Charge charge) {
    return ceilingOf((weight + 1) * millis(), remaining(charge)) - 1;
  }

  @Override
  public Standing standing(Charge charge, Item item) {
    Slots slots = slots(charge);
    long count = slots.count(item, slots.current());
    long before = slots.count(item, slots.current() - 1);
    long covered = remaining(charge);
    long used = count + weighted(before, covered);
    long wait = wait(charge, count, before);
    return new Standing(
        Math.max(0, charge.quota() - used),
        Duration.ofMillis(wait),
        Duration.ofMillis(untilMore(count, before, covered)));
  }

  /** Milliseconds until the cost fits if nothing else is charged. */
  private long wait(Charge charge, long count, long before) {
    long covered = remaining(charge);
    long free = charge.quota() - charge.cost();
    if (count + weighted(before, covered) <= free) {
      return 0;
    }
    return count <= free
        ? covered - mostCovered(before, free - count)
        : covered + millis() - mostCovered(count, free);
  }

  /** Milliseconds until the next charge ceases to count, or the window ends if none does. */
  private long untilMore(long count, long before, long covered) {
    long weight = weighted(before, covered);
    if (weight > 0) {
      return covered - mostCovered(before, weight - 1);
    }
    return count > 0 ? covered + millis() - mostCovered(count, count - 1) : covered;
  }

  /** The milliseconds of a window that may be covered for its count to weigh at most this much. */
  private long mostCovered(long count, long weight) {
    return ceilingOf((weight + 1) * millis(), count) - 1;
  }

  @Override
  public Change refund(Charge charge, Item item) {
    return slots(charge).refund(item);
  }

  @Override
  public Set<String> outdated(Charge charge, Item known) {
    return slots(charge).outdated(known);
  }

  @Override
  public Instant over(Charge charge) {
    return Instant.ofEpochMilli((slots(charge).current() + 2) * millis());
  }

  @Override
  public Duration window(Instant now) {
    return length;
  }

  private Slots slots(Charge charge) {
    return new Slots(charge, Math.floorDiv(charge.now().toEpochMilli(), millis()), length);
  }

  /** The milliseconds of the window before that the sliding window still covers: 1 to W. */
  private long remaining(Charge charge) {
    return millis() - Math.floorMod(charge.now().toEpochMilli(), millis());
  }

  private long weighted(long count, long covered) {
    return count * covered / millis();
  }

  private long millis() {
    return length.toMillis();
  }

  private static long ceilingOf(long dividend, long divisor) {
    return Math.floorDiv(dividend + divisor - 1, divisor);
  }

  @Override
  public String toString() {
    return length.toString();
  }
}
