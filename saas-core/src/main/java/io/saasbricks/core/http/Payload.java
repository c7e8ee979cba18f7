package io.saasbricks.core.http;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonException;
import io.saasbricks.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Payload format 2.0 of HTTP APIs and Function URLs, both ways. */
final class Payload {
  private static final JsonObject NOTHING = JsonObject.builder().build();

  private static final byte[] END_OF_HEAD = new byte[8];

  private Payload() {}

  /**
   * The request in the event.
   *
   * @throws ProblemException with status 400 if the event is none of payload 2.0 or its body is no
   *     base64 where it claims to be
   */
  static HttpRequest read(byte[] event, String invocation, Duration remaining) {
    try {
      return HttpRequest.of(parts(Json.object(event), invocation, remaining));
    } catch (JsonException e) {
      throw Problem.badRequest("The event is no HTTP request: " + e.getMessage() + ".")
          .asException();
    }
  }

  /** As {@link #read}, but throws {@link JsonException}. */
  static HttpRequest.Parts parts(JsonObject event, String invocation, Duration remaining) {
    JsonObject context = event.object("requestContext");
    JsonObject http = context.object("http");
    return new HttpRequest.Parts(
        http.string("method").toUpperCase(Locale.ROOT),
        event.optionalString("routeKey").orElse("$default"),
        event.optionalString("rawPath").orElse("/"),
        strings(event.optionalObject("pathParameters").orElse(NOTHING)),
        query(event.optionalString("rawQueryString").orElse("")),
        Headers.of(strings(event.optionalObject("headers").orElse(NOTHING))),
        cookies(event.strings("cookies")),
        body(event),
        http.optionalString("sourceIp").orElse(""),
        context.optionalString("requestId").orElse(invocation),
        context
            .optionalObject("authorizer")
            .flatMap(authorizer -> authorizer.optionalObject("lambda"))
            .orElse(NOTHING),
        Deadline.in(remaining, System::nanoTime));
  }

  /** Writes the answer in one piece. */
  static void buffer(HttpResponse response, OutputStream out) throws IOException {
    JsonObject.Builder answer = head(response);
    answer.put("body", text(response)).put("isBase64Encoded", false);
    out.write(Json.bytes(answer.build()));
  }

  private static String text(HttpResponse response) throws IOException {
    if (response.stream().isEmpty()) {
      return response.body();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    response.stream().get().writeTo(body);
    return body.toString(StandardCharsets.UTF_8);
  }

  /** Writes the answer as it comes: status and headers, eight zero bytes, the body. */
  static void stream(HttpResponse response, OutputStream out) throws IOException {
    out.write(Json.bytes(head(response).build()));
    out.write(END_OF_HEAD);
    if (response.stream().isPresent()) {
      out.flush();
      response.stream().get().writeTo(out);
    } else {
      out.write(response.body().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static JsonObject.Builder head(HttpResponse response) {
    JsonObject.Builder head =
        JsonObject.builder()
            .put("statusCode", response.status())
            .put("headers", response.headers().values());
    return response.cookies().isEmpty() ? head : head.put("cookies", response.cookies());
  }

  private static byte[] body(JsonObject event) {
    String body = event.optionalString("body").orElse("");
    if (!event.optionalBool("isBase64Encoded").orElse(false)) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new JsonException("/body", "is not base64");
    }
  }

  /** The members as texts. */
  static Map<String, String> strings(JsonObject object) {
    Map<String, String> strings = new LinkedHashMap<>();
    object.members().keySet().forEach(name -> strings.put(name, object.string(name)));
    return strings;
  }

  /** From the raw string: the map of the event joins values with commas they may contain. */
  private static Map<String, List<String>> query(String raw) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.computeIfAbsent(decode(name), key -> new ArrayList<>()).add(decode(value));
      }
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new JsonException("/rawQueryString", "has a broken escape");
    }
  }

  private static Map<String, String> cookies(List<String> cookies) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String cookie : cookies) {
      int equals = cookie.indexOf('=');
      String name = cookie.substring(0, Math.max(0, equals)).strip();
      if (!name.isEmpty()) {
        values.putIfAbsent(name, cookie.substring(equals + 1));
      }
    }
    return values;
  }
}
