package io.saasbricks.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What a policy means, in the plainest words. */
interface Model {
  /** Whether the cost is admitted, and if so charged. */
  boolean admits(Instant now, long cost);

  /** Counts by window, for ever. */
  final class Fixed implements Model {
    private final long quota;
    private final long millis;
    private final Map<Long, Long> counts = new HashMap<>();

    Fixed(long quota, Duration window) {
      this.quota = quota;
      this.millis = window.toMillis();
    }

    @Override
    public boolean admits(Instant now, long cost) {
      long window = now.toEpochMilli() / millis;
      boolean fits = counts.getOrDefault(window, 0L) + cost <= quota;
      if (fits) {
        counts.merge(window, cost, Long::sum);
      }
      return fits;
    }
  }

  /** Counts by window, and weighs the one before by the part of it that is still covered. */
  final class Sliding implements Model {
    private final long quota;
    private final long millis;
    private final Map<Long, Long> counts = new HashMap<>();

    Sliding(long quota, Duration window) {
      this.quota = quota;
      this.millis = window.toMillis();
    }

    @Override
    public boolean admits(Instant now, long cost) {
      long window = now.toEpochMilli() / millis;
      long covered = millis - now.toEpochMilli() % millis;
      long before = counts.getOrDefault(window - 1, 0L) * covered / millis;
      boolean fits = before + counts.getOrDefault(window, 0L) + cost <= quota;
      if (fits) {
        counts.merge(window, cost, Long::sum);
      }
      return fits;
    }
  }

  /** Counts what is missing from the bucket, in microseconds of refilling. */
  final class Bucket implements Model {
    private final long capacity;
    private final long perToken;
    private long missing;
    private long last;

    Bucket(long quota, Duration refill) {
      perToken = (refill.toMillis() * 1_000 + quota - 1) / quota;
      capacity = quota * perToken;
    }

    @Override
    public boolean admits(Instant now, long cost) {
      long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
      // What a clock that stepped back takes away, it gives back as it catches up.
      if (micros - last >= missing) {
        missing = 0;
      } else {
        missing -= micros - last;
      }
      last = micros;
      boolean fits = missing + cost * perToken <= capacity;
      if (fits) {
        missing += cost * perToken;
      }
      return fits;
    }
  }
}
