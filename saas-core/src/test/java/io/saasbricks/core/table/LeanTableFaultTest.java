package io.saasbricks.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Faults under the client that functions use. */
class LeanTableFaultTest extends TableFaultContract {
  private static final Key KEY = new Key(PartitionKey.system("TEST"), SortKey.of("1"));

  LeanTableFaultTest() {
    super(ScriptedServer::leanClient);
  }

  @Test
  void aSilentServerHoldsACallNoLongerThanItsDeadline() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      SaasTable bounded =
          SaasTable.of(
                  DynamoDb.client(
                      Map.of(
                          "AWS_REGION", "us-east-1",
                          "AWS_ACCESS_KEY_ID", "x",
                          "AWS_SECRET_ACCESS_KEY", "x",
                          "AWS_ENDPOINT_URL_DYNAMODB",
                              "http://127.0.0.1:" + silent.getLocalPort())),
                  "app",
                  InstantSource.system())
              .within(Deadline.in(Duration.ofMillis(300), System::nanoTime));
      long start = System.nanoTime();
      assertThatThrownBy(() -> bounded.get(KEY)).isInstanceOf(StoreUnavailableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
    }
  }
}
