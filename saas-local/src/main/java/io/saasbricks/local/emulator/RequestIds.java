package io.saasbricks.local.emulator;

import java.util.Base64;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes request ids in the forms of Lambda and API Gateway. */
final class RequestIds {
  private final RandomGenerator random;

  /**
   * @param random a generator that is safe for concurrent use
   */
  RequestIds(RandomGenerator random) {
    this.random = random;
  }

  /** A Lambda request id: a version 4 UUID. */
  String uuid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (2L << 62);
    return new UUID(high, low).toString();
  }

  /** An HTTP API request id, {@code LV7fzho-PHcEJPw=}. */
  String gateway() {
    byte[] bytes = new byte[11];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
