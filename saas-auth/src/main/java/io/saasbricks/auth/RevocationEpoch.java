package io.saasbricks.auth;

import io.saasbricks.core.table.Condition;
import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.core.table.Transaction;
import io.saasbricks.core.table.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/* One item holds 64 counters. Whoever revokes something adds one to the counter that the subject's
 * hash selects, in the same transaction as the revocation. A container reads the item at most once
 * per BOUND and tags what it caches with the subject's counter as of a read that began before the
 * cached value was loaded. While the counter stands still, no revocation of that subject has
 * happened up to the last read; when it moves, the value is loaded again. Subjects that share a
 * counter cost each other a reload, never a wrong answer. Unlike a list of the last revocations the
 * item never overflows, has no gaps and depends on no clock of a writer. */
/**
 * How often things have been revoked, as known to this container. Vouches for everything that
 * {@link VouchedCache caches} hold. Safe for concurrent use.
 */
final class RevocationEpoch {
  /** A snapshot this old is not used any more. */
  static final Duration BOUND = Duration.ofSeconds(5);

  private static final int COUNTERS = 64;

  private final SaasTable table;
  private final InstantSource time;
  private final LongSupplier nanoTime;
  private volatile @Nullable Snapshot latest;

  RevocationEpoch(SaasTable table, InstantSource time, LongSupplier nanoTime) {
    this.table = table;
    this.time = time;
    this.nanoTime = nanoTime;
  }

  /** The counters as of one moment not long ago. */
  record Snapshot(List<Long> counters, Instant takenAt, long takenAtNanos) {
    /** How often this subject, or one that shares its counter, had been revoked. */
    long count(String subject) {
      return counters.get(counter(subject));
    }
  }

  /**
   * Counters at most {@link #BOUND} old. No request while they are, else one of one read unit;
   * concurrent callers share it.
   *
   * @throws io.saasbricks.core.table.StoreUnavailableException if they cannot be read: what nobody
   *     vouches for is not used
   */
  Snapshot current() {
    Snapshot snapshot = latest;
    return snapshot != null && fresh(snapshot) ? snapshot : refreshed();
  }

  private synchronized Snapshot refreshed() {
    Snapshot snapshot = latest;
    if (snapshot != null && fresh(snapshot)) {
      return snapshot;
    }
    // Both clocks are read before the counters, so that the snapshot is never older than it says.
    Instant now = time.instant();
    long nanos = nanoTime.getAsLong();
    Item item = table.get(ItemKeys.epoch()).orElse(Item.empty());
    Snapshot read = new Snapshot(counters(item), now, nanos);
    latest = read;
    return read;
  }

  /** By both clocks: elapsed time may stand still while Lambda freezes the container. */
  private boolean fresh(Snapshot snapshot) {
    Duration age = Duration.between(snapshot.takenAt(), time.instant());
    return nanoTime.getAsLong() - snapshot.takenAtNanos() < BOUND.toNanos()
        && !age.isNegative()
        && age.compareTo(BOUND) < 0;
  }

  /** Adds to the transaction that these subjects are revoked by it. */
  Transaction count(Transaction transaction, String... subjects) {
    Update increments =
        Arrays.stream(subjects)
            .map(RevocationEpoch::counter)
            .distinct()
            .map(counter -> Update.increment(attribute(counter), 1))
            .reduce(Update.nothing(), Update::and);
    return transaction.update(table, ItemKeys.epoch(), increments, Condition.always());
  }

  private static List<Long> counters(Item item) {
    return IntStream.range(0, COUNTERS).mapToObj(i -> item.number(attribute(i), 0)).toList();
  }

  private static int counter(String subject) {
    return Math.floorMod(subject.hashCode(), COUNTERS);
  }

  private static String attribute(int counter) {
    return "c" + counter;
  }
}
