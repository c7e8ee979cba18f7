package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Attribute;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/*
 * The generic cell rate algorithm (ITU-T I.371) in whole microseconds. One number, the instant t at
 * which the bucket will be full again; a cost of n tokens, each T microseconds apart, moves it to
 * max(t, now) + n * T and is admitted unless that lies more than the time of a whole bucket ahead.
 * DynamoDB's SET cannot compute the maximum, so there are two updates, each conditional on the case
 * it is for: busy (t > now) adds, idle (t <= now) assigns. As t only grows, a bucket last seen busy
 * is busy until that t, and the first update is the right one. What is kept is a time and not a
 * number of tokens, so that a changed quota holds from the next decision on and leaves the bucket as
 * full, in parts of the whole, as it was.
 *
 * A bucket last seen idle, or busy until a time that is past, is idle unless another container has
 * charged it since. Which is likelier depends on the load and on how many containers share it, and is
 * learned by a two-bit saturating counter, as branch predictors have (Smith, 1981): wrong about as
 * often as the rarer of the two comes true, and never for a container that is alone.
 */

/** A bucket of tokens that refills evenly. State: when it will be full. */
record TokenBucket(Duration refill) implements Algorithm {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final long MAX_QUOTA = 1_000_000_000;
  private static final String FULL_AT = "t";

  /* Remembered and never written; policies' names start with letters. */
  private static final String SURPRISES = "?";
  private static final String SEEN_AT = "@";
  private static final int MOST_SURPRISES = 3;
  private static final int EXPECTING = 2;

  TokenBucket {
    if (refill.compareTo(SHORTEST) < 0 || refill.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a bucket refills in 1 ms to 31 days: " + refill);
    }
  }

  @Override
  public void requireQuota(String policy, long quota) {
    Algorithm.requireRange(policy, quota, Math.min(MAX_QUOTA, micros(refill)));
  }

  @Override
  public Change charge(Charge charge, Item known) {
    return move(charge, known).and(forget(charge, known));
  }

  /** Removes one bucket of another value that has long been full; each write adds one at most. */
  private static Change forget(Charge charge, Item known) {
    String own = charge.attribute(FULL_AT);
    String buckets = charge.policy().name() + "." + FULL_AT + ".";
    long longAgo = micros(charge.now().minus(Slots.TOLERANCE));
    return known.attributes().keySet().stream()
        .filter(name -> name.startsWith(buckets) && !name.equals(own))
        .filter(name -> known.number(name) <= longAgo)
        .findFirst()
        .map(
            name ->
                new Change(
                    Update.remove(name), Attribute.attribute(name).equalTo(known.number(name))))
        .orElse(Change.NONE);
  }

  private Change move(Charge charge, Item known) {
    Attribute fullAt = Attribute.attribute(charge.attribute(FULL_AT));
    long now = micros(charge.now());
    long added = charge.cost() * interval(charge);
    if (!isBusy(charge, known)) {
      return new Change(Update.set(fullAt, now + added), fullAt.missing().or(fullAt.atMost(now)));
    }
    return new Change(
        Update.set(fullAt, fullAt.plus(added)),
        fullAt.greaterThan(now).and(fullAt.atMost(now + capacity(charge) - added)));
  }

  /** What the bucket is, or most likely is. */
  private static boolean isBusy(Charge charge, Item known) {
    String name = charge.attribute(FULL_AT);
    return known.number(name, 0) > micros(charge.now())
        || (isStale(charge, known) && known.number(SURPRISES + name, 0) >= EXPECTING);
  }

  private static boolean isStale(Charge charge, Item known) {
    return known.number(SEEN_AT + charge.attribute(FULL_AT), 0) != micros(charge.now());
  }

  @Override
  public Item remember(Charge charge, Item known, Item found) {
    String name = charge.attribute(FULL_AT);
    long now = micros(charge.now());
    long surprises = known.number(SURPRISES + name, 0);
    if (known.number(name, 0) <= now && isStale(charge, known)) {
      surprises += wasBusy(charge, found) ? 1 : -1;
    }
    return found
        .with(SURPRISES + name, Math.max(0, Math.min(MOST_SURPRISES, surprises)))
        .with(SEEN_AT + name, now);
  }

  /** An idle bucket is found as it was, or with this charge alone. */
  private boolean wasBusy(Charge charge, Item found) {
    long now = micros(charge.now());
    long fullAt = found.number(charge.attribute(FULL_AT), 0);
    return fullAt > now && fullAt != now + charge.cost() * interval(charge);
  }

  @Override
  public Standing standing(Charge charge, Item item) {
    long now = micros(charge.now());
    long interval = interval(charge);
    long room = now + capacity(charge) - fullAt(charge, item);
    long wait = Math.max(0, charge.cost() * interval - room);
    // A lowered quota leaves less than no room.
    long part = room < 0 ? room : room % interval;
    long reset = room == capacity(charge) ? 0 : interval - part;
    return new Standing(Math.max(0, room / interval), ofMicros(wait), ofMicros(reset));
  }

  @Override
  public Change refund(Charge charge, Item item) {
    long given = charge.cost() * interval(charge);
    long least = micros(charge.now()) + given;
    if (item.number(charge.attribute(FULL_AT), 0) < least) {
      return Change.NONE;
    }
    Attribute fullAt = Attribute.attribute(charge.attribute(FULL_AT));
    return new Change(Update.set(fullAt, fullAt.minus(given)), fullAt.atLeast(least));
  }

  @Override
  public Set<String> outdated(Charge charge, Item known) {
    return Set.of();
  }

  @Override
  public Instant over(Charge charge) {
    return charge.now().plus(refill);
  }

  @Override
  public Duration window(Instant now) {
    return refill;
  }

  /** When the bucket will be full, not before now. */
  private static long fullAt(Charge charge, Item item) {
    return Math.max(micros(charge.now()), item.number(charge.attribute(FULL_AT), 0));
  }

  /** Rounded up, so that the rate is never above the one asked for. */
  private long interval(Charge charge) {
    return -Math.floorDiv(-micros(refill), charge.quota());
  }

  private long capacity(Charge charge) {
    return charge.quota() * interval(charge);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private static Duration ofMicros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  @Override
  public String toString() {
    return refill.toString();
  }
}
