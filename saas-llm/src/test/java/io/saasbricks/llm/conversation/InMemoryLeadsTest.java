package io.saasbricks.llm.conversation;

/** Leads in memory. */
class InMemoryLeadsTest extends LeadsContract {
  InMemoryLeadsTest() {
    super(TestTable.inMemory());
  }
}
