package io.saasbricks.metering;

/** Quota in memory. */
class InMemoryQuotaTest extends QuotaContract {
  InMemoryQuotaTest() {
    super(TestTable.inMemory());
  }
}
