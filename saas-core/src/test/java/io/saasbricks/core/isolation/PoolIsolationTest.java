package io.saasbricks.core.isolation;

import io.saasbricks.core.tenant.Placement;

class PoolIsolationTest extends IsolationContract {
  @Override
  Placement placementOf(String table) {
    return Placement.pool();
  }
}
