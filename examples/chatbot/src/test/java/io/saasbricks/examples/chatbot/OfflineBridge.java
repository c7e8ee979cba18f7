package io.saasbricks.examples.chatbot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalRequest;
import io.saasbricks.local.http.LocalResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes what serverless-offline would have a Java process run, and has a running emulator's
 * function run it. Event and answer pass as they are, but for three things: every request gets an
 * id of its own, as API Gateway gives it and serverless-offline does not; the header that names the
 * caller's address is the emulator's; and so are answers that begin with a prelude.
 */
final class OfflineBridge implements LocalHandler {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SEPARATOR = "\0".repeat(8);

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicLong requests = new AtomicLong();
  private final URI functions;

  /**
   * @param functions the address of the emulator that has the functions
   */
  OfflineBridge(URI functions) {
    this.functions = functions;
  }

  @Override
  public LocalResponse handle(LocalRequest request) {
    try {
      JsonNode wish = JSON.readTree(request.body());
      JsonNode event = JSON.readTree(wish.path("data").asText()).path("event");
      complete((ObjectNode) event);
      String answer = invoke(wish.path("function").asText(), event);
      ObjectNode envelope = JsonNodeFactory.instance.objectNode();
      envelope.set("__offline_payload__", buffered(answer));
      return LocalResponse.json(200, envelope.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(closing);
    }
  }

  private String invoke(String function, JsonNode event) throws IOException, InterruptedException {
    String body = JsonNodeFactory.instance.objectNode().set("event", event).toString();
    HttpRequest invocation =
        HttpRequest.newBuilder(functions.resolve("/_local/invoke/" + function))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(invocation, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
  }

  private void complete(ObjectNode event) {
    ObjectNode context = event.withObjectProperty("requestContext");
    context.put("requestId", "offline-" + requests.incrementAndGet());
    JsonNode address = event.withObjectProperty("headers").remove("x-local-source-ip");
    if (address != null) {
      context.withObjectProperty("http").set("sourceIp", address);
    }
  }

  private static JsonNode buffered(String answer) throws IOException {
    int end = answer.indexOf(SEPARATOR);
    if (end < 0) {
      return JSON.readTree(answer);
    }
    ObjectNode prelude = (ObjectNode) JSON.readTree(answer.substring(0, end));
    return prelude.put("body", answer.substring(end + SEPARATOR.length()));
  }
}
