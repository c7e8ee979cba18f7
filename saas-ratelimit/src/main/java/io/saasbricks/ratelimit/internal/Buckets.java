package io.saasbricks.ratelimit.internal;

import java.util.Arrays;

/** A growing set of hashed features. A bucket that is held with the sign minus is complemented. */
final class Buckets {
  private final long[] present = new long[MessageFeatures.BUCKETS / Long.SIZE];
  private int[] buckets = new int[256];
  private int count;

  /**
   * Adds the feature unless its bucket is taken. The sign is a bit of the hash, so that features
   * which share a bucket cancel out as often as they add up.
   */
  void add(int kind, int feature) {
    int hash = Hashing.mix(feature, kind);
    int bucket = (hash >>> 1) & (MessageFeatures.BUCKETS - 1);
    long bit = 1L << bucket;
    if ((present[bucket / Long.SIZE] & bit) != 0) {
      return;
    }
    present[bucket / Long.SIZE] |= bit;
    if (count == buckets.length) {
      buckets = Arrays.copyOf(buckets, 2 * count);
    }
    buckets[count++] = (hash & 1) == 0 ? bucket : ~bucket;
  }

  int[] toArray() {
    return Arrays.copyOf(buckets, count);
  }
}
