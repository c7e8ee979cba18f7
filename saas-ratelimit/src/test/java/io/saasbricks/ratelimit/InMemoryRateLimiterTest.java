package io.saasbricks.ratelimit;

/** Limits in memory. */
class InMemoryRateLimiterTest extends RateLimiterContract {
  InMemoryRateLimiterTest() {
    super(TestTable.inMemory());
  }
}
