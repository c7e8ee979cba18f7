package io.saasbricks.core.idempotency;

import io.saasbricks.core.table.MemoryTables;

class InMemoryIdempotencyTest extends IdempotencyContract {
  InMemoryIdempotencyTest() {
    super(MemoryTables.guarded(), MemoryTables.NAME, "tenant0001");
  }
}
