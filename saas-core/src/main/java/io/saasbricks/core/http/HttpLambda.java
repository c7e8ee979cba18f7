package io.saasbricks.core.http;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.MDC;

/**
 * A Lambda function that answers HTTP requests of an HTTP API (payload 2.0) or a Function URL.
 *
 * <p>A function is a thin subclass that hands its handler chain to the constructor:
 *
 * <pre>{@code
 * public final class Health extends HttpLambda {
 *   public Health() {
 *     super(request -> HttpResponse.ok(JsonObject.builder().put("status", "ok").build()));
 *   }
 * }
 * }</pre>
 *
 * <p>Whatever the handler throws becomes a problem answer; the function itself does not fail, and
 * an event that is no HTTP event is answered with 400. While a request is answered its id is in the
 * MDC as {@code requestId}. Before a SnapStart checkpoint {@link #prime} warms the code up; after
 * the restore {@link #restored} refreshes what must not be shared or stale.
 */
public abstract class HttpLambda extends SnapStartFunction {
  private static final String REQUEST_ID = "requestId";

  private final Handler handler;
  private final InvokeMode mode;
  private final AtomicBoolean first = new AtomicBoolean(true);

  /** A function whose requests this handler answers, each in one piece. */
  protected HttpLambda(Handler handler) {
    this(handler, InvokeMode.BUFFERED);
  }

  /**
   * A function behind a front door of that mode.
   *
   * @param mode must be the Function URL's: each cannot read what is written for the other. To
   *     stream on Lambda the function runs under {@link LambdaRuntime}
   */
  @SuppressWarnings("this-escape") // CRaC calls back at a checkpoint, long after construction.
  protected HttpLambda(Handler handler, InvokeMode mode) {
    this.handler = handler;
    this.mode = mode;
  }

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try {
      write(answer(input.readAllBytes(), context), output);
    } finally {
      MDC.remove(REQUEST_ID);
    }
  }

  private void write(HttpResponse response, OutputStream output) throws IOException {
    if (mode == InvokeMode.RESPONSE_STREAM) {
      Payload.stream(response, output);
    } else {
      Payload.buffer(response, output);
    }
  }

  private HttpResponse answer(byte[] event, Context context) {
    Invocation invocation =
        new Invocation(
            Optional.ofNullable(context.getTenantId()),
            context.getMemoryLimitInMB(),
            first.getAndSet(false),
            mode);
    Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
    try {
      HttpRequest request = Payload.read(event, context.getAwsRequestId(), remaining);
      MDC.put(REQUEST_ID, request.requestId());
      return Problems.answer(request.in(invocation), handler);
    } catch (ProblemException e) {
      return e.problem().toResponse(context.getAwsRequestId());
    }
  }

  /**
   * Runs the handler with a request that has nothing in it, not even a path or a sender. Override
   * it where such a request reads or writes data, or where {@link Rehearsal} can do more.
   */
  @Override
  protected void prime() {
    Problems.answer(HttpRequest.of("GET", "/"), handler);
  }
}
