package io.saasbricks.local.emulator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Returns the event it was given, its context and its environment as the body of a 200. */
public final class EchoHandler implements RequestStreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> environment;
  private int invocations;

  public EchoHandler() {
    this(System.getenv());
  }

  public EchoHandler(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = JSON.readTree(input);
    ObjectNode seen = JSON.createObjectNode();
    seen.set("event", event);
    seen.set("environment", JSON.valueToTree(environment));
    seen.put("invocations", ++invocations);
    seen.putObject("context")
        .put("requestId", context.getAwsRequestId())
        .put("functionName", context.getFunctionName())
        .put("arn", context.getInvokedFunctionArn())
        .put("memory", context.getMemoryLimitInMB())
        .put("remaining", context.getRemainingTimeInMillis());
    ObjectNode response = JSON.createObjectNode().put("statusCode", 200);
    response.putObject("headers").put("Content-Type", "application/json");
    response.put("body", seen.toString());
    JSON.writeValue(output, response);
  }
}
