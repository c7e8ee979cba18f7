package io.saasbricks.ratelimit;

/** The guard in memory. */
class InMemoryAbuseGuardTest extends AbuseGuardContract {
  InMemoryAbuseGuardTest() {
    super(TestTable.inMemory());
  }
}
