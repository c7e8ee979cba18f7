package io.saasbricks.core.isolation;

import io.saasbricks.core.tenant.Placement;

/** Two tenants were given one bridge by mistake: the walls of the pool stand there too. */
class MisplacedIsolationTest extends IsolationContract {
  @Override
  Placement placementOf(String table) {
    return new Placement.Bridge("t-bob");
  }
}
