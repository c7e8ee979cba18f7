package io.saasbricks.core.http;

import com.amazonaws.services.lambda.runtime.Context;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A function to be called as Lambda calls it. */
public final class TestFunction extends HttpLambda {
  private int restores;

  /** A function with that handler. */
  public TestFunction(Handler handler) {
    super(handler);
  }

  /** The answer to an event, as API Gateway reads it. */
  public JsonObject call(String event, Context context) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Json.object(output.toByteArray());
  }

  /** The answer to a bodiless request of a route. */
  public JsonObject get(String route) {
    return call(event(route), FakeContext.USUAL);
  }

  /** The smallest event of a route. */
  public static String event(String route) {
    return Json.text(
        JsonObject.builder()
            .put("version", "2.0")
            .put("routeKey", route)
            .put("rawPath", route.substring(route.indexOf('/')))
            .put(
                "requestContext",
                JsonObject.builder()
                    .put("requestId", "request-1")
                    .put(
                        "http",
                        JsonObject.builder()
                            .put("method", route.substring(0, route.indexOf(' ')))
                            .put("sourceIp", "192.0.2.1")
                            .build())
                    .build())
            .build());
  }

  @Override
  protected void restored() {
    restores++;
  }

  int restores() {
    return restores;
  }
}
