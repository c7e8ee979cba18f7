package io.saasbricks.examples.chatbot.chat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.http.Headers;
import io.saasbricks.core.http.HttpRequest;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;

/** Requests of visitors, as they reach the widget's function. */
final class Visits {
  private Visits() {}

  static HttpRequest message(String address, String requestId, JsonObject body) {
    return HttpRequest.of(
        new HttpRequest.Parts(
            "POST",
            "POST /widget/chat",
            "/widget/chat",
            Map.of(),
            Map.of(),
            Headers.none(),
            Map.of(),
            Json.bytes(body),
            address,
            requestId,
            JsonObject.builder().build(),
            Deadline.in(Duration.ofSeconds(30), System::nanoTime)));
  }
}
