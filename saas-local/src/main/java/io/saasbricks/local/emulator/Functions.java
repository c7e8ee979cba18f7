package io.saasbricks.local.emulator;

import io.saasbricks.local.http.LocalResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The functions of a template, and the threads they run on. */
final class Functions implements AutoCloseable {
  private static final int MOST_INSTANCES = 1_000;
  private static final int MOST_JVMS = 4;

  /** Where instances live: says how those of one function are made. */
  @FunctionalInterface
  private interface Place {
    Supplier<Instance> instances(FunctionDefinition function, Map<String, String> environment);
  }

  private final RequestIds requestIds;
  private final int most;
  private final Place place;
  private final Map<String, FunctionRuntime> byId = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(Functions::daemon);

  private Functions(RequestIds requestIds, int most, Place place) {
    this.requestIds = requestIds;
    this.most = most;
    this.place = place;
  }

  /** Instances are objects of this JVM. */
  static Functions inThisJvm(RequestIds requestIds) {
    return new Functions(requestIds, MOST_INSTANCES, Functions::objects);
  }

  /** Each instance is a JVM under AWS's runtime interface client. */
  static Functions inJvmsOfTheirOwn(RequestIds requestIds) {
    return new Functions(requestIds, MOST_JVMS, Functions::processes);
  }

  /** The functions added so far and later on, by logical id. */
  Map<String, FunctionRuntime> byId() {
    return Collections.unmodifiableMap(byId);
  }

  /**
   * Adds a function, without an instance yet.
   *
   * @throws EmulatorException if its handler cannot be found
   */
  void add(FunctionDefinition function, Map<String, String> environment) {
    Supplier<Instance> instances = place.instances(function, environment);
    byId.put(
        function.logicalId(),
        new PooledFunction(function, instances, threads, requestIds::uuid, most));
  }

  /** Makes one instance of each. */
  void warmUp() {
    byId.values().forEach(FunctionRuntime::warmUp);
  }

  /** Calls them for a front door that waits so long and answers so for a function that fails. */
  FunctionCaller caller(Duration patience, LocalResponse failure) {
    return new FunctionCaller(byId(), patience, failure, threads);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    byId.values().forEach(FunctionRuntime::close);
  }

  private static HandlerFactory handlers(
      FunctionDefinition function, Map<String, String> environment) {
    return new HandlerFactory(function, environment, Functions.class.getClassLoader());
  }

  private static Supplier<Instance> objects(
      FunctionDefinition function, Map<String, String> environment) {
    HandlerFactory handlers = handlers(function, environment);
    return () -> new InProcessInstance(function, handlers.create());
  }

  private static Supplier<Instance> processes(
      FunctionDefinition function, Map<String, String> environment) {
    // Made here too, so that a missing class is said in the same words.
    var unused = handlers(function, environment);
    List<Path> classPath = RuntimeClientJars.classPath(Functions.class.getClassLoader());
    // The deadline is compared with the other JVM's clock, so it is the system's whatever the
    // emulator's time.
    return () ->
        RuntimeClientInstance.start(function, environment, classPath, InstantSource.system());
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "local-function");
    thread.setDaemon(true);
    return thread;
  }
}
