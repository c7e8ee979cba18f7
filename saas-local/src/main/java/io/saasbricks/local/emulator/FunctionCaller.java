package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Sends an event to a function and turns what comes back into an HTTP answer. */
final class FunctionCaller {

  /** Lambda's limit for the event and for the answer of a synchronous invocation. */
  static final int PAYLOAD_BYTES = 6_291_556;

  private static final LocalResponse TOO_LARGE = message(413, "Request Entity Too Large");

  private final Map<String, FunctionRuntime> functions;
  private final Duration patience;
  private final LocalResponse failure;
  private final Executor threads;

  /**
   * @param patience how long to wait for an answer
   * @param failure the answer when the function has none
   * @param threads run functions whose answer is streamed
   */
  FunctionCaller(
      Map<String, FunctionRuntime> functions,
      Duration patience,
      LocalResponse failure,
      Executor threads) {
    this.functions = functions;
    this.patience = patience;
    this.failure = failure;
    this.threads = threads;
  }

  /** The function's answer in full. */
  LocalResponse call(String functionId, ObjectNode event) {
    byte[] request = event.toString().getBytes(StandardCharsets.UTF_8);
    if (request.length > PAYLOAD_BYTES) {
      return TOO_LARGE;
    }
    var output = new ByteArrayOutputStream();
    Outcome outcome = function(functionId).invoke(request, output, patience);
    return whole(output.toByteArray(), outcome).orElse(failure);
  }

  private static Optional<LocalResponse> whole(byte[] output, Outcome outcome) {
    if (outcome == Outcome.STILL_RUNNING) {
      return Optional.of(message(503, "Service Unavailable"));
    }
    return outcome == Outcome.RETURNED && output.length <= PAYLOAD_BYTES
        ? ProxyResponse.read(output)
        : Optional.empty();
  }

  /** The function's answer in full, or as it is written if it begins with a prelude. */
  LocalResponse callOrStream(String functionId, ObjectNode event) {
    return stream(functionId, event, output -> output.response(FunctionCaller::whole));
  }

  /** The function's answer as it is written. */
  LocalResponse stream(String functionId, ObjectNode event) {
    return stream(functionId, event, ResponseStream::response);
  }

  private LocalResponse stream(
      String functionId,
      ObjectNode event,
      Function<ResponseStream, Optional<LocalResponse>> reading) {
    byte[] request = event.toString().getBytes(StandardCharsets.UTF_8);
    if (request.length > PAYLOAD_BYTES) {
      return TOO_LARGE;
    }
    FunctionRuntime function = function(functionId);
    var output = new ResponseStream();
    threads.execute(() -> output.finish(function.invoke(request, output, patience)));
    return reading.apply(output).orElse(failure);
  }

  /** An answer of the gateway's own. */
  static LocalResponse message(int status, String message) {
    return LocalResponse.json(status, "{\"message\":\"" + message + "\"}");
  }

  private FunctionRuntime function(String id) {
    return Objects.requireNonNull(functions.get(id), id);
  }
}
