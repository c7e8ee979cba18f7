package io.saasbricks.examples.chatbot.functions;

import io.saasbricks.core.http.HttpLambda;
import io.saasbricks.core.http.HttpResponse;
import io.saasbricks.core.json.JsonObject;

/** {@code GET /health}: whether the service runs, and which version. Touches nothing else. */
public final class Health extends HttpLambda {
  private static final String VERSION = "0.1.0";

  public Health() {
    super(
        request ->
            HttpResponse.ok(
                JsonObject.builder().put("status", "ok").put("version", VERSION).build()));
  }
}
