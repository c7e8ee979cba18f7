package io.saasbricks.core.http;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lambda runtime that sends answers as they are written, which the managed Java runtimes cannot:
 * the main class of a function behind a Function URL with {@code InvokeMode: RESPONSE_STREAM}.
 *
 * <p>Makes the class that {@code _HANDLER} names, by its constructor that takes the environment or
 * else by its empty one, and gives it one event after the other. The handler writes status and
 * headers before the body, as an {@link HttpLambda} of mode {@link InvokeMode#RESPONSE_STREAM}
 * does. A handler that throws before its first byte fails the invocation; one that throws later has
 * its stream ended with an error. A caller who goes makes the handler's next write fail.
 *
 * <p>Start it instead of the managed runtime with a script that {@code AWS_LAMBDA_EXEC_WRAPPER}
 * names, or as the {@code bootstrap} of an image. SnapStart is a matter of the managed runtime and
 * must be off.
 */
public final class LambdaRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(LambdaRuntime.class);

  private final Supplier<? extends RequestStreamHandler> start;
  private final RuntimeApi api;
  private final Map<String, String> environment;
  private final InstantSource time;

  LambdaRuntime(
      Supplier<? extends RequestStreamHandler> start,
      Map<String, String> environment,
      InstantSource time) {
    this.start = start;
    this.api = new RuntimeApi(HandlerClass.required(environment, "AWS_LAMBDA_RUNTIME_API"));
    this.environment = Map.copyOf(environment);
    this.time = time;
  }

  /** Serves the function of this process's environment until Lambda ends the process. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = System.getenv();
    new LambdaRuntime(() -> HandlerClass.make(environment), environment, InstantSource.system())
        .run();
  }

  /**
   * Serves events until there are no more to be had.
   *
   * @throws IOException once Lambda gives no next event
   */
  void run() throws IOException {
    RequestStreamHandler handler;
    try {
      handler = start.get();
    } catch (RuntimeException | LinkageError e) {
      api.failStart(e);
      throw e;
    }
    while (true) {
      serve(handler, api.next());
    }
  }

  private void serve(RequestStreamHandler handler, RuntimeApi.Event event) throws IOException {
    event.header("lambda-runtime-trace-id").ifPresent(LambdaRuntime::trace);
    RuntimeAnswer answer = api.answer(event);
    try {
      RuntimeContext context = new RuntimeContext(event, environment, time);
      handler.handleRequest(new ByteArrayInputStream(event.body()), answer, context);
      answer.close();
    } catch (IOException | RuntimeException | LinkageError e) {
      boolean begun = answer.fail(e);
      LOG.atError().setCause(e).log("an invocation failed");
      if (!begun) {
        api.fail(event, e);
      }
    }
  }

  /** Where the X-Ray SDK looks for it. */
  private static void trace(String header) {
    System.setProperty("com.amazonaws.xray.traceHeader", header);
  }
}
