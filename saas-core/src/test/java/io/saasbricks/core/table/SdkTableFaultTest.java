package io.saasbricks.core.table;

/** Faults under the SDK's own client. */
class SdkTableFaultTest extends TableFaultContract {
  SdkTableFaultTest() {
    super(ScriptedServer::sdkClient);
  }
}
