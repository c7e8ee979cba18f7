package io.saasbricks.local.emulator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Does what the path's {@code step} says; by default it returns the request's body as its output.
 */
public final class ScriptHandler implements RequestStreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private int invocations;

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    invocations++;
    JsonNode event = JSON.readTree(input);
    switch (event.path("pathParameters").path("step").asText()) {
      case "throw" -> throw new IllegalStateException("the handler broke on purpose");
      case "hang" -> hang();
      case "count" -> output.write(Integer.toString(invocations).getBytes(StandardCharsets.UTF_8));
      case "big" ->
          output.write(("\"" + "x".repeat(6_300_000) + "\"").getBytes(StandardCharsets.UTF_8));
      default -> output.write(event.path("body").asText().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException timedOut) {
      Thread.currentThread().interrupt();
    }
  }
}
