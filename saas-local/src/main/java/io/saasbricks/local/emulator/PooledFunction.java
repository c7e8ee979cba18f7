package io.saasbricks.local.emulator;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A function with as many instances as it has concurrent events, up to a limit beyond which events
 * wait. As on Lambda, an instance that ran out of time or ended is never used again, one that threw
 * is, and the time to make an instance is not the handler's.
 */
final class PooledFunction implements FunctionRuntime {
  private final FunctionDefinition function;
  private final Supplier<Instance> instances;
  private final ExecutorService threads;
  private final Supplier<String> requestIds;
  private final Semaphore capacity;
  private final Deque<Instance> idle = new ConcurrentLinkedDeque<>();
  private final Set<Instance> all = ConcurrentHashMap.newKeySet();

  /**
   * @param instances makes an instance, as at a cold start
   * @param threads run the handlers
   * @param mostInstances the limit
   */
  PooledFunction(
      FunctionDefinition function,
      Supplier<Instance> instances,
      ExecutorService threads,
      Supplier<String> requestIds,
      int mostInstances) {
    this.function = function;
    this.instances = instances;
    this.threads = threads;
    this.requestIds = requestIds;
    this.capacity = new Semaphore(mostInstances);
  }

  @Override
  public Outcome invoke(byte[] event, OutputStream out, Duration patience) {
    capacity.acquireUninterruptibly();
    Optional<Instance> taken = take();
    if (taken.isEmpty()) {
      capacity.release();
      return Outcome.FAILED;
    }
    Instance instance = taken.get();
    var abandoned = new AtomicBoolean();
    Future<Outcome> run = threads.submit(() -> run(instance, event, out, abandoned));
    boolean timeoutFirst = function.timeout().compareTo(patience) <= 0;
    try {
      return await(run, timeoutFirst ? function.timeout() : patience);
    } catch (TimeoutException late) {
      if (!timeoutFirst) {
        return Outcome.STILL_RUNNING;
      }
      abandoned.set(true);
      run.cancel(true);
      drop(instance);
      report("Task timed out after " + function.timeout().toSeconds() + ".00 seconds");
      return Outcome.FAILED;
    }
  }

  private Outcome await(Future<Outcome> run, Duration limit) throws TimeoutException {
    try {
      return run.get(limit.toMillis(), TimeUnit.MILLISECONDS);
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
    idle.addFirst(make());
  }

  @Override
  public void close() {
    all.forEach(Instance::close);
  }

  private Outcome run(Instance instance, byte[] event, OutputStream out, AtomicBoolean abandoned)
      throws Exception {
    try {
      instance.invoke(event, out, requestIds.get());
      return Outcome.RETURNED;
    } finally {
      if (!abandoned.get() && instance.isAlive()) {
        idle.addFirst(instance);
      } else {
        drop(instance);
      }
      capacity.release();
    }
  }

  /** An idle instance, else a new one; empty if none can be made. */
  private Optional<Instance> take() {
    for (Instance warm = idle.pollFirst(); warm != null; warm = idle.pollFirst()) {
      if (warm.isAlive()) {
        return Optional.of(warm);
      }
      drop(warm);
    }
    try {
      return Optional.of(make());
    } catch (EmulatorException e) {
      report(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Instance make() {
    Instance instance = instances.get();
    all.add(instance);
    return instance;
  }

  private void drop(Instance instance) {
    if (all.remove(instance)) {
      instance.close();
    }
  }

  private void report(String problem) {
    System.err.println(function.logicalId() + ": " + problem);
  }
}
