package io.saasbricks.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class OneWritePerLineTest {
  private static final int THREADS = 8;
  private static final int LINES_PER_THREAD = 500;

  @Test
  void linesOfManyThreadsNeverMix() throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AtomicInteger writes = new AtomicInteger();
    Logger logger = logger(new CountingStream(bytes, writes));
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      pool.execute(
          () -> {
            awaitUninterrupted(start);
            for (int i = 0; i < LINES_PER_THREAD; i++) {
              logger.atInfo().addKeyValue("number", number).log("x".repeat(i));
            }
          });
    }
    start.countDown();
    pool.shutdown();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

    List<String> lines = bytes.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(THREADS * LINES_PER_THREAD);
    assertThat(writes).hasValue(THREADS * LINES_PER_THREAD);
    Map<Integer, Integer> next = new HashMap<>();
    for (String line : lines) {
      JsonNode json = LogCapture.parse(line + "\n");
      int position = next.merge(json.get("number").intValue(), 1, Integer::sum) - 1;
      assertThat(json.get("message").textValue()).hasSize(position);
    }
  }

  private static Logger logger(PrintStream out) {
    return new LambdaLogProvider(Map.of(), new Properties(), () -> LogCapture.NOW, () -> out)
        .getLoggerFactory()
        .getLogger("concurrent");
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Counts the calls that reach the stream, whatever way they take. */
  private static final class CountingStream extends PrintStream {
    private final AtomicInteger writes;

    CountingStream(ByteArrayOutputStream out, AtomicInteger writes) {
      super(out, false, UTF_8);
      this.writes = writes;
    }

    @Override
    public void write(int b) {
      writes.incrementAndGet();
      super.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      writes.incrementAndGet();
      super.write(bytes, offset, length);
    }
  }
}
