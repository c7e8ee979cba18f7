package io.saasbricks.benchmarks.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RouterOverheadTest {
  @Test
  void everyKindOfCallHasARow() throws IOException {
    AtomicLong clock = new AtomicLong();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new RouterOverhead(() -> clock.getAndAdd(3_000), new PrintStream(bytes, true, UTF_8)).run(1);
    assertThat(bytes.toString(UTF_8).lines())
        .hasSize(7)
        .anyMatch(line -> line.matches("transport alone +3\\.00 +0\\.00 +0\\.00"))
        .anyMatch(line -> line.matches("router over the same transport +3\\.00 +0\\.00 +0\\.00"));
  }
}
