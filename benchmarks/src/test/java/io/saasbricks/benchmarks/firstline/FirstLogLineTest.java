package io.saasbricks.benchmarks.firstline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.saasbricks.benchmarks.firstline.FirstLogLine.Contestant;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstLogLineTest {
  private final AtomicLong clock = new AtomicLong();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final FirstLogLine benchmark =
      new FirstLogLine(() -> clock.getAndAdd(2_500_000), new PrintStream(bytes, true, UTF_8));

  @TempDir Path noPeers;

  @Test
  void ourOwnLinesAreMeasuredWithoutAnyPeer() throws Exception {
    benchmark.compare(FirstLogLine.contestants(noPeers), 1);

    assertThat(bytes.toString(UTF_8).lines())
        .hasSize(7)
        .anyMatch(line -> line.matches("saasbricks log +2\\.50 +2\\.50 +2\\.50 +\\d{3,4} +1"))
        .anyMatch(
            line -> line.startsWith("{\"benchmark\":\"first-line\",\"subject\":\"println\","));
  }

  @Test
  void aProgramThatWritesSomethingElseIsNoResult() {
    Contestant println = FirstLogLine.contestants(noPeers).get(0);
    Contestant other =
        new Contestant("other", println.main(), println.classPath(), "what it never says");

    assertThatIllegalStateException()
        .isThrownBy(() -> benchmark.compare(List.of(other), 1))
        .withMessageStartingWith("other wrote: {");
  }
}
