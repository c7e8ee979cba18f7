package io.saasbricks.core.http;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;

/**
 * An answer told as server-sent events while it comes into being. Used by one thread.
 *
 * <p>Status and headers have left before the first event. What is thrown afterwards becomes a last
 * event {@code error} with the problem that would have been the answer, whose status is noted for
 * the request's log line.
 */
public final class ServerSentEvents {
  private final OutputStream out;

  private ServerSentEvents(OutputStream out) {
    this.out = out;
  }

  /** Tells the events of one answer. */
  @FunctionalInterface
  public interface Script {
    /** Sends all events, and returns or throws once there are no more. */
    void tell(ServerSentEvents events);
  }

  /** The answer that the script tells. Its request is the one to be named in problems. */
  public static HttpResponse answer(HttpRequest request, Script script) {
    return HttpResponse.streaming("text/event-stream", out -> write(request, script, out))
        .with("cache-control", "no-store");
  }

  /**
   * Sends an event at once, without waiting for more.
   *
   * @param name without a line break; of ours, for nothing checks it
   * @throws CancellationException if the caller has gone; let it pass, so that work for nobody ends
   */
  public void send(String name, JsonObject data) {
    String event = "event: " + name + "\ndata: " + Json.text(data) + "\n\n";
    try {
      out.write(event.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      CancellationException gone = new CancellationException("the caller has gone");
      gone.initCause(e);
      throw gone;
    }
  }

  private static void write(HttpRequest request, Script script, OutputStream out) {
    ServerSentEvents events = new ServerSentEvents(out);
    try {
      tell(request, script, events);
    } catch (CancellationException e) {
      request.facts().put("callerGone", true);
    }
  }

  private static void tell(HttpRequest request, Script script, ServerSentEvents events) {
    try {
      script.tell(events);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      Problem problem = Problems.of(request, e);
      // The status of the answer has left; that of its end is for the log line.
      request.facts().put("status", problem.status());
      events.send("error", problem.toJson(request.requestId()));
    }
  }
}
