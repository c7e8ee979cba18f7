package io.saasbricks.ratelimit;

/** The desk in memory. */
class InMemoryLimitDeskTest extends LimitDeskContract {
  InMemoryLimitDeskTest() {
    super(TestTable.inMemory());
  }
}
