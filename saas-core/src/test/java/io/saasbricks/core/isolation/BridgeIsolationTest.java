package io.saasbricks.core.isolation;

import io.saasbricks.core.tenant.Placement;

class BridgeIsolationTest extends IsolationContract {
  @Override
  Placement placementOf(String table) {
    return new Placement.Bridge(table);
  }
}
