package io.saasbricks.core.http;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An answer.
 *
 * @param status 100 to 599
 * @param cookies values of {@code Set-Cookie}
 * @param body UTF-8 text; empty for none
 */
public record HttpResponse(int status, Headers headers, List<String> cookies, String body) {
  public HttpResponse {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("status must be 100 to 599: " + status);
    }
    cookies = List.copyOf(cookies);
  }

  /** An answer without a body. */
  public static HttpResponse empty(int status) {
    return new HttpResponse(status, Headers.none(), List.of(), "");
  }

  /** An answer with a JSON body. */
  public static HttpResponse json(int status, JsonObject body) {
    return new HttpResponse(
        status,
        Headers.none().with("content-type", "application/json"),
        List.of(),
        Json.text(body));
  }

  /** An answer with status 200 and a JSON body. */
  public static HttpResponse ok(JsonObject body) {
    return json(200, body);
  }

  /** This answer with a header added or replaced. */
  public HttpResponse with(String header, String value) {
    return new HttpResponse(status, headers.with(header, value), cookies, body);
  }

  /** The size of the body in bytes. */
  public int length() {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return "HttpResponse[" + status + "]";
  }
}
