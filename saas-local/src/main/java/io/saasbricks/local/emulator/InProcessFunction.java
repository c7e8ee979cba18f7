package io.saasbricks.local.emulator;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A function whose instances live in this JVM. As on Lambda, an instance serves one event at a
 * time, concurrent events make more instances, and one that ran out of time is never used again.
 */
final class InProcessFunction implements FunctionRuntime {
  private final FunctionDefinition function;
  private final HandlerFactory handlers;
  private final ExecutorService threads;
  private final Supplier<String> requestIds;
  private final LongSupplier nanoTime;
  private final Deque<RequestStreamHandler> idle = new ConcurrentLinkedDeque<>();

  InProcessFunction(
      FunctionDefinition function,
      HandlerFactory handlers,
      ExecutorService threads,
      Supplier<String> requestIds,
      LongSupplier nanoTime) {
    this.function = function;
    this.handlers = handlers;
    this.threads = threads;
    this.requestIds = requestIds;
    this.nanoTime = nanoTime;
  }

  @Override
  public Outcome invoke(byte[] event, OutputStream out, Duration patience) {
    var abandoned = new AtomicBoolean();
    Future<Outcome> run = threads.submit(() -> run(event, out, abandoned));
    boolean timeoutFirst = function.timeout().compareTo(patience) <= 0;
    Duration limit = timeoutFirst ? function.timeout() : patience;
    try {
      return run.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      if (!timeoutFirst) {
        return Outcome.STILL_RUNNING;
      }
      abandoned.set(true);
      run.cancel(true);
      report("Task timed out after " + function.timeout().toSeconds() + ".00 seconds");
      return Outcome.FAILED;
    } catch (ExecutionException thrown) {
      report("the handler threw");
      thrown.printStackTrace();
      return Outcome.FAILED;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return Outcome.FAILED;
    }
  }

  @Override
  public void warmUp() {
    idle.addFirst(handlers.create());
  }

  @Override
  public void close() {
    idle.clear();
  }

  private Outcome run(byte[] event, OutputStream out, AtomicBoolean abandoned) throws IOException {
    RequestStreamHandler warm = idle.pollFirst();
    RequestStreamHandler handler = warm == null ? handlers.create() : warm;
    try {
      var context = new InvocationContext(function, requestIds.get(), nanoTime);
      handler.handleRequest(new ByteArrayInputStream(event), out, context);
      return Outcome.RETURNED;
    } finally {
      if (!abandoned.get()) {
        idle.addFirst(handler);
      }
    }
  }

  private void report(String problem) {
    System.err.println(function.logicalId() + ": " + problem);
  }
}
