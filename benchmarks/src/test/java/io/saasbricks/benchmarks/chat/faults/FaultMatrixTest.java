package io.saasbricks.benchmarks.chat.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultMatrixTest {
  @TempDir Path noPeers;

  @Test
  void ourRouterIsMeasuredWithoutAnyPeer() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new FaultMatrix(new PrintStream(bytes, true, UTF_8), Duration.ofSeconds(2))
        .compare(FaultMatrix.contestants(noPeers), 12);
    assertThat(bytes.toString(UTF_8).lines())
        .hasSize(3)
        .last()
        .asString()
        .contains("\"subject\":\"saasbricks router\",\"turns\":12", "\"doubledTexts\":0")
        .contains("\"paidAgain\":0");
  }
}
