package io.saasbricks.core.isolation;

import io.saasbricks.core.tenant.Placement;

class SiloIsolationTest extends IsolationContract {
  @Override
  Placement placementOf(String table) {
    return new Placement.Silo(table, "arn:aws:iam::123456789012:role/shared");
  }
}
