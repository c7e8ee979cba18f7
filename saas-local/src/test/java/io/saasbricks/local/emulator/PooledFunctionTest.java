package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.local.iam.Permissions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PooledFunctionTest {
  private static final byte[] EVENT = "event".getBytes(UTF_8);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final Semaphore entered = new Semaphore(0);
  private final CountDownLatch release = new CountDownLatch(1);
  private boolean broken;
  private final List<Numbered> instances = new ArrayList<>();

  /**
   * Says which instance it is; waits on the event {@code wait}, throws on {@code throw}, ends on
   * {@code end} and, with an answer, on {@code answer and end}.
   */
  private final class Numbered implements Instance {
    private final int number = made.incrementAndGet();
    private volatile boolean alive = true;

    @Override
    public void invoke(byte[] event, OutputStream out, String requestId) throws IOException {
      String wish = new String(event, UTF_8);
      alive = !wish.endsWith("end");
      if (wish.equals("throw") || wish.equals("end")) {
        throw new IOException("on purpose");
      }
      if (wish.equals("wait")) {
        entered.release();
        await(release);
      }
      out.write(Integer.toString(number).getBytes(UTF_8));
    }

    @Override
    public boolean isAlive() {
      return alive;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  @AfterEach
  void stop() {
    release.countDown();
    threads.shutdownNow();
  }

  @Test
  void idleInstanceIsUsedAgain() {
    PooledFunction function = function(10, LONG);
    function.warmUp();
    assertThat(invoke(function)).isEqualTo("1");
    assertThat(invoke(function)).isEqualTo("1");
  }

  @Test
  void concurrentEventGetsAnInstanceOfItsOwn() throws Exception {
    PooledFunction function = function(10, LONG);
    var waiting = inBackground(function, "wait");
    entered.acquire();
    assertThat(invoke(function)).isEqualTo("2");
    release.countDown();
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.RETURNED);
  }

  @Test
  void eventBeyondTheLimitWaitsForAnInstance() throws Exception {
    PooledFunction function = function(1, LONG);
    var first = inBackground(function, "wait");
    entered.acquire();
    var second = inBackground(function, "event");
    assertThat(second).isNotDone();
    release.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.RETURNED);
    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.RETURNED);
    assertThat(made).hasValue(1);
  }

  @Test
  void instanceThatThrewIsUsedAgain() {
    PooledFunction function = function(10, LONG);
    assertThat(function.invoke("throw".getBytes(UTF_8), new ByteArrayOutputStream(), LONG))
        .isEqualTo(Outcome.FAILED);
    assertThat(invoke(function)).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({"end, FAILED", "answer and end, RETURNED"})
  void instanceThatEndedIsClosedAndReplaced(String event, Outcome outcome) {
    PooledFunction function = function(10, LONG);
    assertThat(function.invoke(event.getBytes(UTF_8), new ByteArrayOutputStream(), LONG))
        .isEqualTo(outcome);
    assertThat(closed).hasValue(1);
    assertThat(invoke(function)).isEqualTo("2");
  }

  @Test
  void instanceThatEndedWhileIdleIsClosedAndReplaced() {
    PooledFunction function = function(1, LONG);
    function.warmUp();
    instances.get(0).alive = false;
    assertThat(invoke(function)).isEqualTo("2");
    assertThat(closed).hasValue(1);
  }

  @Test
  void instanceThatRanOutOfTimeIsClosedAndReplaced() {
    PooledFunction function = function(10, Duration.ofMillis(20));
    assertThat(function.invoke("wait".getBytes(UTF_8), new ByteArrayOutputStream(), LONG))
        .isEqualTo(Outcome.FAILED);
    assertThat(closed).hasValue(1);
    assertThat(invoke(function)).isEqualTo("2");
  }

  @Test
  void callerWithoutPatienceLeavesTheFunctionRunning() throws Exception {
    PooledFunction function = function(10, LONG);
    var output = new ByteArrayOutputStream();
    assertThat(function.invoke("wait".getBytes(UTF_8), output, Duration.ofMillis(20)))
        .isEqualTo(Outcome.STILL_RUNNING);
    assertThat(closed).hasValue(0);
    assertThat(invoke(function)).isEqualTo("2");
  }

  @Test
  void functionThatCannotMakeAnInstanceFailsAndRecovers() {
    PooledFunction function = function(1, LONG);
    broken = true;
    assertThat(function.invoke(EVENT, new ByteArrayOutputStream(), LONG)).isEqualTo(Outcome.FAILED);
    broken = false;
    assertThat(invoke(function)).isEqualTo("1");
  }

  @Test
  void closingClosesEveryInstance() throws Exception {
    PooledFunction function = function(10, LONG);
    var waiting = inBackground(function, "wait");
    entered.acquire();
    invoke(function);
    function.close();
    assertThat(closed).hasValue(2);
    release.countDown();
    waiting.get(10, TimeUnit.SECONDS);
  }

  private PooledFunction function(int most, Duration timeout) {
    var definition =
        new FunctionDefinition(
            "F", "local-F", "a.B", Map.of(), timeout, 128, Permissions.of(List.of()));
    return new PooledFunction(definition, this::make, threads, () -> "id", most);
  }

  private Instance make() {
    if (broken) {
      throw new EmulatorException("broken on purpose");
    }
    Numbered instance = new Numbered();
    instances.add(instance);
    return instance;
  }

  private static String invoke(PooledFunction function) {
    var output = new ByteArrayOutputStream();
    assertThat(function.invoke(EVENT, output, LONG)).isEqualTo(Outcome.RETURNED);
    return output.toString(UTF_8);
  }

  private CompletableFuture<Outcome> inBackground(PooledFunction function, String event) {
    return CompletableFuture.supplyAsync(
        () -> function.invoke(event.getBytes(UTF_8), new ByteArrayOutputStream(), LONG), threads);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException timedOut) {
      Thread.currentThread().interrupt();
    }
  }
}
