package io.saasbricks.benchmarks.coldstart;

import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The Runtime API of a function under SnapStart. It is told when the function is ready to be
 * snapshot, goes on with the same process as if restored from there, and gives it one event.
 */
final class RestoredFunction implements AutoCloseable {
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private final byte[] event;
  private final Path classes;
  private final IntSupplier requests;
  private final LongSupplier nanoTime;
  private final CompletableFuture<Moment> snapshot = new CompletableFuture<>();
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final CompletableFuture<LocalResponse> nothing = new CompletableFuture<>();
  private final LocalServer server;

  /**
   * How far the function had come, and when it was told to go on.
   *
   * @param classes how many it had loaded
   * @param requests how many it had made
   */
  private record Moment(long classes, int requests, long restored) {}

  private record Answer(String text, long at) {}

  /**
   * What one life came to.
   *
   * @param requestsBefore how often anybody outside was asked before the snapshot
   * @param classesBefore loaded before the snapshot
   * @param classesAfter loaded from the restore to the answer
   * @param answerMillis from the restore to the answer, without what Lambda takes to load memory
   */
  record Life(int requestsBefore, long classesBefore, long classesAfter, double answerMillis) {}

  private RestoredFunction(byte[] event, Path classes, IntSupplier requests, LongSupplier nanoTime)
      throws IOException {
    this.event = event.clone();
    this.classes = classes;
    this.requests = requests;
    this.nanoTime = nanoTime;
    this.server = LocalServer.start(this::serve);
  }

  /**
   * Starts a function, lets it answer the event and ends it.
   *
   * @param jvm starts it
   * @param log where that JVM logs the classes it loads
   * @param requests counts what is asked of those that the function talks to
   * @throws IllegalStateException if the answer lacks the route's proof
   */
  static Life live(
      Jvm jvm,
      Route route,
      byte[] event,
      Map<String, String> environment,
      Path log,
      IntSupplier requests,
      LongSupplier nanoTime)
      throws IOException, InterruptedException {
    try (RestoredFunction api = new RestoredFunction(event, log, requests, nanoTime)) {
      List<String> command = jvm.command(System.getProperty("java.class.path"), route.handler());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.server.port());
      Process process =
          builder
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        var unused = process.onExit().thenRun(() -> api.fail("it ended"));
        return api.life(route);
      } finally {
        process.destroy();
        process.waitFor();
      }
    }
  }

  private Life life(Route route) throws IOException {
    try {
      Answer given = answer.join();
      Moment before = snapshot.join();
      if (!given.text().contains(route.proof())) {
        throw new IllegalStateException(route + " answered: " + given.text());
      }
      return new Life(
          before.requests(),
          before.classes(),
          LoadedClasses.count(classes) - before.classes(),
          (given.at() - before.restored()) / 1e6);
    } catch (CompletionException e) {
      throw new IllegalStateException(route + " failed", e.getCause());
    }
  }

  private LocalResponse serve(LocalRequest request) {
    String path = request.rawPath();
    if (path.endsWith("/restore/next")) {
      return restore();
    }
    if (path.endsWith("/invocation/next")) {
      return answer.isDone() ? nothing.join() : next();
    }
    if (path.endsWith("/response")) {
      answer.complete(new Answer(request.text(), nanoTime.getAsLong()));
    } else {
      fail(path + ": " + request.text());
    }
    return LocalResponse.json(202, "{\"status\":\"OK\"}");
  }

  private LocalResponse restore() {
    try {
      snapshot.complete(
          new Moment(LoadedClasses.count(classes), requests.getAsInt(), nanoTime.getAsLong()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return LocalResponse.json(200, "{}");
  }

  private LocalResponse next() {
    long deadline = InstantSource.system().instant().plus(LIFETIME).toEpochMilli();
    return LocalResponse.of(
        200,
        List.of(
            new Header("content-type", "application/json"),
            new Header("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd"),
            new Header("lambda-runtime-deadline-ms", Long.toString(deadline)),
            new Header(
                "lambda-runtime-invoked-function-arn",
                "arn:aws:lambda:us-east-1:123456789012:function:chat")),
        event);
  }

  private void fail(String reason) {
    answer.completeExceptionally(new IllegalStateException(reason));
  }

  @Override
  public void close() {
    nothing.complete(LocalResponse.json(500, "{}"));
    server.close();
  }
}
