package io.saasbricks.benchmarks.coldstart;

import io.saasbricks.local.http.Header;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import io.saasbricks.local.http.LocalServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * A Runtime API with one event to give. It notes when the function asked for it and when it
 * answered; who asks for another waits until the end.
 */
final class OneEvent implements AutoCloseable {
  private static final long LIFETIME_MILLIS = 60_000;

  private final byte[] event;
  private final LongSupplier nanoTime;
  private final AtomicInteger asked = new AtomicInteger();
  private final CompletableFuture<Long> initialised = new CompletableFuture<>();
  private final CompletableFuture<Answer> answered = new CompletableFuture<>();
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private final CompletableFuture<LocalResponse> nothing = new CompletableFuture<>();
  private final LocalServer server;

  /**
   * What the function answered.
   *
   * @param initialised when it first asked, on the clock of this object
   * @param at when its answer had come
   */
  record Answer(String body, long initialised, long at) {}

  OneEvent(byte[] event, LongSupplier nanoTime) throws IOException {
    this.event = event.clone();
    this.nanoTime = nanoTime;
    this.server = LocalServer.start(this::serve);
  }

  /** What {@code AWS_LAMBDA_RUNTIME_API} is to say. */
  String address() {
    return "127.0.0.1:" + server.port();
  }

  /** The answer, when it has come; fails if the function reports an error. */
  CompletableFuture<Answer> answer() {
    return answered;
  }

  /** Done when the function has answered and asks for more. */
  CompletableFuture<Void> idle() {
    return idle;
  }

  private LocalResponse serve(LocalRequest request) {
    String path = request.rawPath();
    if (path.endsWith("/invocation/next")) {
      return next();
    }
    long now = nanoTime.getAsLong();
    if (path.endsWith("/response")) {
      answered.complete(new Answer(request.text(), initialised.join(), now));
    } else {
      answered.completeExceptionally(new IllegalStateException(path + ": " + request.text()));
    }
    return LocalResponse.json(202, "{\"status\":\"OK\"}");
  }

  private LocalResponse next() {
    if (asked.getAndIncrement() > 0) {
      idle.complete(null);
      return nothing.join();
    }
    initialised.complete(nanoTime.getAsLong());
    return LocalResponse.of(
        200,
        List.of(
            new Header("content-type", "application/json"),
            new Header("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd"),
            new Header(
                "lambda-runtime-deadline-ms",
                Long.toString(System.currentTimeMillis() + LIFETIME_MILLIS)),
            new Header(
                "lambda-runtime-invoked-function-arn",
                "arn:aws:lambda:us-east-1:123456789012:function:chat"),
            new Header("lambda-runtime-trace-id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700")),
        event);
  }

  @Override
  public void close() {
    nothing.complete(LocalResponse.json(500, "{}"));
    server.close();
  }
}
