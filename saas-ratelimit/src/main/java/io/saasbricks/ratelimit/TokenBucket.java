package io.saasbricks.ratelimit;

import io.saasbricks.core.table.Attribute;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.Update;
import java.math.BigInteger;
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
 * is busy until that t, and the first update is the right one. The interval T is kept beside t: when
 * a quota changes, a third update converts t, so that the new rate holds from the next decision on.
 */

/** A bucket of tokens that refills evenly. State: when it will be full, and at which rate. */
record TokenBucket(Duration refill) implements Algorithm {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final long MAX_QUOTA = 1_000_000_000;
  private static final String FULL_AT = "t";
  private static final String INTERVAL = "i";

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
    Attribute fullAt = Attribute.attribute(charge.attribute(FULL_AT));
    Attribute interval = Attribute.attribute(charge.attribute(INTERVAL));
    long now = micros(charge.now());
    long added = charge.cost() * interval(charge);
    long knownAt = known.number(charge.attribute(FULL_AT), 0);
    long knownInterval = known.number(charge.attribute(INTERVAL), 0);
    if (knownAt <= now) {
      return new Change(
          Update.set(fullAt, now + added).and(Update.set(interval, interval(charge))),
          fullAt.missing().or(fullAt.atMost(now)));
    }
    if (knownInterval != interval(charge)) {
      return new Change(
          Update.set(fullAt, fullAt(charge, known) + added)
              .and(Update.set(interval, interval(charge))),
          fullAt.equalTo(knownAt).and(interval.equalTo(knownInterval)));
    }
    return new Change(
        Update.set(fullAt, fullAt.plus(added)),
        fullAt
            .greaterThan(now)
            .and(fullAt.atMost(now + capacity(charge) - added))
            .and(interval.equalTo(interval(charge))));
  }

  @Override
  public Standing standing(Charge charge, Item item) {
    long now = micros(charge.now());
    long interval = interval(charge);
    long room = now + capacity(charge) - fullAt(charge, item);
    long wait = Math.max(0, charge.cost() * interval - room);
    long reset = room == capacity(charge) ? 0 : interval - Math.floorMod(room, interval);
    return new Standing(
        Math.max(0, Math.floorDiv(room, interval)), ofMicros(wait), ofMicros(reset));
  }

  @Override
  public Change refund(Charge charge, Item item) {
    long at = item.number(charge.attribute(FULL_AT), 0);
    if (at <= micros(charge.now())) {
      return Change.NONE;
    }
    Attribute fullAt = Attribute.attribute(charge.attribute(FULL_AT));
    long given = charge.cost() * item.number(charge.attribute(INTERVAL));
    return new Change(Update.set(fullAt, fullAt.minus(given)), fullAt.equalTo(at));
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

  /** When the bucket will be full, not before now and at the rate that applies now. */
  private long fullAt(Charge charge, Item item) {
    long now = micros(charge.now());
    long ahead = item.number(charge.attribute(FULL_AT), 0) - now;
    if (ahead <= 0) {
      return now;
    }
    long stored = item.number(charge.attribute(INTERVAL));
    return now + (stored == interval(charge) ? ahead : scaled(ahead, interval(charge), stored));
  }

  /** Rounded up, so that no change of rate gives anything away. */
  private static long scaled(long ahead, long interval, long stored) {
    BigInteger[] parts =
        BigInteger.valueOf(ahead)
            .multiply(BigInteger.valueOf(interval))
            .divideAndRemainder(BigInteger.valueOf(stored));
    return parts[0].longValueExact() + parts[1].signum();
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
