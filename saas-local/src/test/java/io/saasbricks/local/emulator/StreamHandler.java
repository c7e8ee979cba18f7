package io.saasbricks.local.emulator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Streams what the path says; {@code /paced} writes its second half only when the caller permits
 * it.
 */
public final class StreamHandler implements RequestStreamHandler {
  static final Semaphore PERMITS = new Semaphore(0);
  static final CompletableFuture<String> ENDED = new CompletableFuture<>();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PRELUDE =
      "{\"statusCode\":201,\"headers\":{\"Content-Type\":\"text/event-stream\"},\"cookies\":[\"a=1\"]}";

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = JSON.readTree(input);
    switch (event.path("rawPath").asText()) {
      case "/paced" -> {
        write(output, PRELUDE, "first ");
        PERMITS.acquireUninterruptibly();
        output.write("second".getBytes(StandardCharsets.UTF_8));
      }
      case "/bytewise" -> {
        for (byte octet : (PRELUDE + "\0".repeat(8) + "body").getBytes(StandardCharsets.UTF_8)) {
          output.write(octet);
        }
      }
      case "/endless" -> writeUntilNobodyReads(output);
      case "/raw" -> output.write("raw".getBytes(StandardCharsets.UTF_8));
      case "/empty" -> write(output, "{}", "");
      case "/malformed" -> write(output, "{oops", "body");
      case "/early" -> throw new IOException("broken before the prelude");
      case "/midway" -> {
        write(output, PRELUDE, "half");
        throw new IOException("broken in the middle");
      }
      default -> write(output, "{}", event.toString());
    }
  }

  private static void writeUntilNobodyReads(OutputStream output) throws IOException {
    write(output, PRELUDE, "");
    try {
      while (true) {
        output.write(new byte[8_192]);
      }
    } catch (IOException e) {
      ENDED.complete(e.getMessage());
      throw e;
    }
  }

  private static void write(OutputStream output, String prelude, String body) throws IOException {
    output.write(prelude.getBytes(StandardCharsets.UTF_8));
    output.write(new byte[8]);
    output.write(body.getBytes(StandardCharsets.UTF_8));
    output.flush();
  }
}
