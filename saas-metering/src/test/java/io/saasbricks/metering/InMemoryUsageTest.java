package io.saasbricks.metering;

/** Usage in memory. */
class InMemoryUsageTest extends UsageContract {
  InMemoryUsageTest() {
    super(TestTable.inMemory());
  }
}
