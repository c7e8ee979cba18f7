package io.saasbricks.core.table;

/** The contract over the DynamoDB in memory, which simulations trust. */
class InMemoryTableTest extends TableContract {
  InMemoryTableTest() {
    super(MemoryTables.guarded(), MemoryTables.NAME, "tenant01");
  }
}
