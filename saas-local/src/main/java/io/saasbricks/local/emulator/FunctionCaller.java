package io.saasbricks.local.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends an event to a function and turns what comes back into an HTTP answer, with API Gateway's
 * errors.
 */
final class FunctionCaller {

  /** Lambda's limit for the event and for the answer of a synchronous invocation. */
  static final int PAYLOAD_BYTES = 6_291_556;

  private final Map<String, FunctionRuntime> functions;
  private final Duration patience;

  FunctionCaller(Map<String, FunctionRuntime> functions, Duration patience) {
    this.functions = functions;
    this.patience = patience;
  }

  /** The function's answer in full. */
  LocalResponse call(String functionId, ObjectNode event) {
    byte[] request = event.toString().getBytes(StandardCharsets.UTF_8);
    if (request.length > PAYLOAD_BYTES) {
      return message(413, "Request Entity Too Large");
    }
    var output = new CappedOutput(PAYLOAD_BYTES);
    @Nullable FunctionRuntime function = functions.get(functionId);
    Outcome outcome =
        function == null ? Outcome.FAILED : function.invoke(request, output, patience);
    if (outcome == Outcome.STILL_RUNNING) {
      return message(503, "Service Unavailable");
    }
    return outcome == Outcome.RETURNED && !output.overflowed()
        ? ProxyResponse.read(output.toByteArray()).orElseGet(FunctionCaller::failure)
        : failure();
  }

  /** An answer of API Gateway's own. */
  static LocalResponse message(int status, String message) {
    return LocalResponse.json(status, "{\"message\":\"" + message + "\"}");
  }

  private static LocalResponse failure() {
    return message(500, "Internal Server Error");
  }
}
