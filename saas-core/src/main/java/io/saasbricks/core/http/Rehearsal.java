package io.saasbricks.core.http;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/**
 * A request that a function answers before SnapStart takes its snapshot, while DynamoDB and all
 * others it talks to are played from a recording. Everything the request needs is then loaded, and
 * compiled as far as one request goes, and nothing outside has been asked.
 *
 * <pre>{@code
 * @Override
 * protected void prime() {
 *   rehearsal.play(stage -> handler(new Backend(environment.at(stage))));
 * }
 * }</pre>
 *
 * <p>The handler is one of its own, not the function's: what it caches and which connections it has
 * kept goes with it, so that no restored function finds a tenant of the recording. The recording is
 *
 * <pre>{@code
 * {"event": {"version": "2.0", "rawPath": "/chat", ...},
 *  "answers": [{"Item": {"PK": {"S": "AGENT#1"}, ...}}, {"choices": [...]}]}
 * }</pre>
 *
 * <p>with the event as API Gateway sends it and the answers, each 200 and JSON, in the order in
 * which they are asked for, whoever is asked. Immutable.
 */
public final class Rehearsal {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final String INVOCATION = "rehearsal";

  private final JsonObject recording;

  private Rehearsal(JsonObject recording) {
    this.recording = recording;
  }

  /**
   * A rehearsal of that recording.
   *
   * @throws io.saasbricks.core.json.JsonException if it lacks the event or the answers
   */
  public static Rehearsal of(JsonObject recording) {
    recording.object("event");
    recording.objects("answers");
    return new Rehearsal(recording);
  }

  /**
   * Answers the request once, in well under a second. A thread plays the others meanwhile. Also
   * begins a TLS handshake, which it never ends, so that the certificates of the JVM are read.
   *
   * @param wiring a handler for which everybody is found at the given address of this machine, and
   *     whose credentials are not the function's
   * @return the status of its answer, for the caller to log if it is not the recorded one
   * @throws UncheckedIOException if the loopback address cannot be bound
   */
  public int play(Function<URI, Handler> wiring) {
    try (Stage stage = Stage.open(recording.objects("answers"))) {
      stage.greetByTls();
      byte[] event = Json.bytes(recording.object("event"));
      HttpRequest request = Payload.read(event, INVOCATION, TIME);
      HttpResponse response =
          Problems.answer(request, played -> wiring.apply(stage.uri()).handle(played));
      Payload.buffer(response, OutputStream.nullOutputStream());
      return response.status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
