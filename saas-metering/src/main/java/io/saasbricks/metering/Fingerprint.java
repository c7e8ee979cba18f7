package io.saasbricks.metering;

import io.saasbricks.metering.Spreading.Spread;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An id shortened to what a bucket remembers of it.
 *
 * <p>Eight bytes of SHA-256: among the n ids of a bucket another id is taken for a known one with
 * probability n / 2^64. Shard and bucket come from other bytes of the digest, so they say nothing
 * of the eight.
 */
record Fingerprint(ByteBuffer bytes, int shardBits, int bucketBits) {
  private static final int LENGTH = 8;

  static Fingerprint of(String id) {
    ByteBuffer digest = ByteBuffer.wrap(sha256(id));
    ByteBuffer bytes = digest.slice(0, LENGTH).asReadOnlyBuffer();
    return new Fingerprint(bytes, digest.getInt(LENGTH), digest.getInt(LENGTH + Integer.BYTES));
  }

  int shard(Spread spread) {
    return Integer.remainderUnsigned(shardBits, spread.shards());
  }

  int bucket(Spread spread) {
    return Integer.remainderUnsigned(bucketBits, spread.buckets());
  }

  private static byte[] sha256(String id) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
