package io.saasbricks.benchmarks.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.saasbricks.benchmarks.chat.FirstAnswer.Contestant;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstAnswerTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final FirstAnswer benchmark = new FirstAnswer(new PrintStream(bytes, true, UTF_8));

  @TempDir Path noPeers;

  @Test
  void ourFirstAnswerIsMeasuredWithoutAnyPeer() throws Exception {
    benchmark.compare(FirstAnswer.contestants(noPeers), 1);
    assertThat(bytes.toString(UTF_8).lines())
        .hasSize(7)
        .anyMatch(line -> line.matches("HttpURLConnection +[0-9.]+ +1\\.00"))
        .anyMatch(line -> line.matches("saasbricks router +[0-9.]+ +[0-9.]+"));
  }

  @Test
  void aProgramThatDoesNotShowTheAnswerIsNoResult() {
    Contestant ours = FirstAnswer.contestants(noPeers).get(0);
    Contestant lost = new Contestant("lost", ours.main() + "Not", ours.classPath());
    assertThatIllegalStateException()
        .isThrownBy(() -> benchmark.compare(List.of(lost), 1))
        .withMessageStartingWith("lost wrote: ");
  }
}
