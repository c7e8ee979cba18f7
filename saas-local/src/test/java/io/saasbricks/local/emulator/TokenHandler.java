package io.saasbricks.local.emulator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * An authorizer: {@code good} may pass, {@code broken} makes it throw, {@code odd} answers
 * nonsense, others are denied.
 */
public final class TokenHandler implements RequestStreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private int asked;

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = JSON.readTree(input);
    String token = event.path("identitySource").path(0).asText();
    if (token.equals("broken")) {
      throw new IllegalStateException("the authorizer broke on purpose");
    }
    ObjectNode answer = JSON.createObjectNode();
    if (!token.equals("odd")) {
      answer.put("isAuthorized", token.equals("good"));
    }
    answer.putObject("context").put("asked", ++asked).set("request", event);
    JSON.writeValue(output, answer);
  }
}
