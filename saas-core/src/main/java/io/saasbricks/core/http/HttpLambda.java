package io.saasbricks.core.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.crac.Core;
import org.crac.Resource;

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
 * an event that is no HTTP event is answered with 400. Before a SnapStart checkpoint {@link #prime}
 * warms the code up; after the restore {@link #restored} refreshes what must not be shared or
 * stale.
 */
public abstract class HttpLambda implements RequestStreamHandler, Resource {
  private static final int MAX_BODY_BYTES = 256 * 1024;

  private final Handler handler;

  /** A function whose requests this handler answers. */
  protected HttpLambda(Handler handler) {
    this.handler = handler.behind(Problems.answered(), new BodyLimit(MAX_BODY_BYTES));
    register(this);
  }

  private static void register(Resource function) {
    Core.getGlobalContext().register(function);
  }

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
    output.write(answer(input.readAllBytes(), context.getAwsRequestId(), remaining));
  }

  private byte[] answer(byte[] event, String invocation, Duration remaining) {
    try {
      return Payload.write(handler.handle(Payload.read(event, invocation, remaining)));
    } catch (ProblemException e) {
      return Payload.write(e.problem().toResponse(invocation));
    }
  }

  /** Runs the code of a typical request without touching data, so that the snapshot is warm. */
  protected void prime() {
    handler.handle(HttpRequest.of("GET", "/"));
  }

  /** Refreshes secrets, clocks and connections after a snapshot was restored. */
  protected void restored() {}

  @Override
  public final void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    prime();
  }

  @Override
  public final void afterRestore(org.crac.Context<? extends Resource> context) {
    restored();
  }
}
