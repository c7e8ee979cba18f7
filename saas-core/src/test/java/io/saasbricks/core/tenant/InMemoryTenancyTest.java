package io.saasbricks.core.tenant;

import io.saasbricks.core.table.MemoryTables;

class InMemoryTenancyTest extends TenancyContract {
  InMemoryTenancyTest() {
    super(MemoryTables.guarded(), MemoryTables.NAME, "tenant0001");
  }
}
