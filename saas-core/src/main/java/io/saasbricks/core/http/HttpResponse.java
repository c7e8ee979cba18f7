package io.saasbricks.core.http;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * An answer. Immutable.
 *
 * @param status 100 to 599
 * @param cookies values of {@code Set-Cookie}
 * @param body UTF-8 text; empty for none
 * @param stream writes the body instead, after the whole chain of middleware has seen the answer
 */
public record HttpResponse(
    int status, Headers headers, List<String> cookies, String body, Optional<BodyWriter> stream) {
  public HttpResponse {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("status must be 100 to 599: " + status);
    }
    cookies = List.copyOf(cookies);
  }

  /** An answer whose body is known. */
  public HttpResponse(int status, Headers headers, List<String> cookies, String body) {
    this(status, headers, cookies, body, Optional.empty());
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

  /**
   * An answer with status 200 whose UTF-8 body is still to be written. A front door that cannot
   * stream gets it in one piece. What the writing throws can change neither status nor headers.
   */
  public static HttpResponse streaming(String contentType, BodyWriter body) {
    return new HttpResponse(
        200, Headers.none().with("content-type", contentType), List.of(), "", Optional.of(body));
  }

  /**
   * The text of the body.
   *
   * @throws IllegalStateException if the body is still to be written
   */
  @Override
  public String body() {
    if (stream.isPresent()) {
      throw new IllegalStateException("the body is still to be written");
    }
    return body;
  }

  /**
   * This answer with a header added or replaced.
   *
   * @throws IllegalArgumentException if the name is no token, or the value has a control character
   */
  public HttpResponse with(String header, String value) {
    return new HttpResponse(status, headers.with(header, value), cookies, body, stream);
  }

  /** This answer, with the action run now if the body is known, or else once it is written. */
  public HttpResponse whenWritten(Runnable action) {
    if (stream.isEmpty()) {
      action.run();
      return this;
    }
    return new HttpResponse(
        status, headers, cookies, body, stream.map(writer -> writer.andThen(action)));
  }

  /**
   * The size of the body in bytes of UTF-8.
   *
   * @throws IllegalStateException if the body is still to be written
   */
  public int length() {
    return body().getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return "HttpResponse[" + status + "]";
  }
}
