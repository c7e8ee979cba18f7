package io.saasbricks.local.emulator;

import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import io.saasbricks.local.process.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A handler in a JVM of its own under AWS's runtime interface client, with this object as its
 * Runtime API: the client asks for the next event and posts what became of it. The process has the
 * function's environment and nothing else.
 */
final class RuntimeClientInstance implements Instance {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String API = "/2018-06-01/runtime/";

  /** An event under way. */
  private static final class Invocation {
    private final String requestId;
    private final byte[] event;
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

    Invocation(String requestId, byte[] event) {
      this.requestId = requestId;
      this.event = event;
    }
  }

  /**
   * Starts follow one another: each client unpacks its native library to the same place, and loads
   * it from there.
   */
  private static final Object STARTING = new Object();

  private final FunctionDefinition function;
  private final InstantSource time;
  private final BlockingQueue<Invocation> next = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> started = new CompletableFuture<>();
  private final LocalServer api;
  private final Process process;
  private volatile @Nullable Invocation current;

  private RuntimeClientInstance(
      FunctionDefinition function,
      Map<String, String> environment,
      List<Path> classPath,
      InstantSource time)
      throws IOException {
    this.function = function;
    this.time = time;
    this.api =
        LocalServer.start(
            0, new LocalServer.Limits(10_240, FunctionCaller.PAYLOAD_BYTES * 2), this::serve);
    this.process = launch(environment, classPath);
    var unused = process.onExit().thenAccept(this::exited);
  }

  /** Starts the process and waits until its handler is made. */
  static RuntimeClientInstance start(
      FunctionDefinition function,
      Map<String, String> environment,
      List<Path> classPath,
      InstantSource time) {
    try {
      RuntimeClientInstance instance;
      String problem;
      synchronized (STARTING) {
        instance = new RuntimeClientInstance(function, environment, classPath, time);
        problem = instance.started.join();
      }
      if (!problem.isEmpty()) {
        instance.close();
        throw new EmulatorException(
            "handler %s of function %s cannot start: %s"
                .formatted(function.handlerClass(), function.logicalId(), problem));
      }
      return instance;
    } catch (IOException e) {
      throw new EmulatorException("no JVM can be started for " + function.logicalId(), e);
    }
  }

  @Override
  public void invoke(byte[] event, OutputStream out, String requestId) throws IOException {
    var invocation = new Invocation(requestId, event);
    next.add(invocation);
    if (!process.isAlive()) {
      exited(process); // It may have ended before there was anybody to tell.
    }
    try {
      out.write(invocation.answer.join());
    } catch (CompletionException failed) {
      throw new IOException(failed.getCause());
    }
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    api.close();
  }

  private Process launch(Map<String, String> environment, List<Path> classPath) throws IOException {
    ProcessBuilder builder =
        new ChildJvm(classPath, List.of(), CLIENT, List.of(function.handler())).process();
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.port());
    return builder
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private LocalResponse serve(LocalRequest request) {
    String path = request.rawPath();
    if (path.equals(API + "invocation/next")) {
      started.complete("");
      return next();
    }
    Invocation invocation = current;
    if (path.equals(API + "init/error")) {
      started.complete(request.text());
    } else if (invocation != null && path.endsWith("/response")) {
      invocation.answer.complete(request.body());
    } else if (invocation != null && path.endsWith("/error")) {
      invocation.answer.completeExceptionally(new IOException(request.text()));
    } else {
      return LocalResponse.json(404, "{}");
    }
    return LocalResponse.json(202, "{\"status\":\"OK\"}");
  }

  private LocalResponse next() {
    try {
      Invocation invocation = next.take();
      current = invocation;
      long deadline = time.instant().plus(function.timeout()).toEpochMilli();
      return LocalResponse.of(
          200,
          List.of(
              new Header("content-type", "application/json"),
              new Header("lambda-runtime-aws-request-id", invocation.requestId),
              new Header("lambda-runtime-deadline-ms", Long.toString(deadline)),
              new Header("lambda-runtime-invoked-function-arn", function.arn()),
              new Header(
                  "lambda-runtime-trace-id", Trace.of(time.instant(), invocation.requestId))),
          invocation.event);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return LocalResponse.json(500, "{}");
    }
  }

  private void exited(Process ended) {
    String problem = "its JVM ended with status " + ended.exitValue();
    started.complete(problem);
    Stream.concat(Stream.ofNullable(current), next.stream())
        .forEach(event -> event.answer.completeExceptionally(new IOException(problem)));
  }
}
