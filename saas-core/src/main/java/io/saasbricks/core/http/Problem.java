package io.saasbricks.core.http;

import io.saasbricks.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An RFC 9457 problem: an answer that says what is wrong to programs and to people.
 *
 * @param type the name of the kind of problem, the last part of its URI
 * @param title what this kind of problem is, always the same for a type
 * @param status 400 to 599
 * @param detail what is wrong this time; shown to the caller, so never a secret or an internal
 * @param members further members of the answer
 * @param headers further headers of the answer, such as {@code Retry-After}
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    Map<String, Object> members,
    Map<String, String> headers) {
  /** What the type URIs start with. They are names to compare; no page stands there. */
  public static final String TYPES = "https://saasbricks.io/problems/";

  public Problem {
    members = Map.copyOf(members);
    headers = Map.copyOf(headers);
  }

  /** A problem without further members or headers. */
  public static Problem of(String type, String title, int status, String detail) {
    return new Problem(type, title, status, detail, Map.of(), Map.of());
  }

  /** The request is not what it must be: 400. */
  public static Problem badRequest(String detail) {
    return of("bad-request", "The request is not valid", 400, detail);
  }

  /** One of the fields of a body is not what it must be. */
  public record FieldError(String pointer, String detail) {}

  /** Some fields of the body are not what they must be. */
  public static Problem invalid(List<FieldError> errors) {
    return badRequest("The body has members that are missing or not valid.")
        .with(
            "errors",
            errors.stream()
                .map(e -> Map.of("pointer", e.pointer(), "detail", e.detail()))
                .toList());
  }

  /** The caller did not prove who it is. */
  public static Problem unauthorized(String detail) {
    return of("unauthorized", "Authentication is required", 401, detail)
        .withHeader("www-authenticate", "Bearer");
  }

  /** The caller is known and may not do this: 403. */
  public static Problem forbidden(String detail) {
    return of("forbidden", "The caller may not do this", 403, detail);
  }

  /** Nothing of that kind is there, or it belongs to someone else: the two look the same. */
  public static Problem notFound(String what) {
    return of("not-found", "There is no such resource", 404, "There is no such " + what + ".");
  }

  /** What the request needs is in another state: 409. */
  public static Problem conflict(String detail) {
    return of("conflict", "The resource is in another state", 409, detail);
  }

  /** The body has more bytes than are read: 413. */
  public static Problem tooLarge(int limit) {
    return of("too-large", "The body is too large", 413, "The limit is " + limit + " bytes.");
  }

  /** Something behind this service does not answer; the same request may succeed later. */
  public static Problem unavailable() {
    return of(
            "unavailable",
            "The service is not available",
            503,
            "A service that this one depends on does not answer. Try again.")
        .withHeader("retry-after", "1");
  }

  /** A fault of ours. Says nothing of its cause; the log does, under the request id. */
  public static Problem internal() {
    return of("internal", "Something went wrong", 500, "The error has been logged.");
  }

  /** This problem with one more member, of any value that JSON has. */
  public Problem with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new Problem(type, title, status, detail, more, headers);
  }

  /** This problem with one more header of its answer. */
  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(type, title, status, detail, members, more);
  }

  /** This problem, to be thrown. */
  public ProblemException asException() {
    return new ProblemException(this);
  }

  /** The body of the answer to the request of that id. */
  public JsonObject toJson(String requestId) {
    JsonObject.Builder body =
        JsonObject.builder()
            .put("type", TYPES + type)
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .put("requestId", requestId);
    members.forEach(body::put);
    return body.build();
  }

  /** The answer to the request of that id. */
  public HttpResponse toResponse(String requestId) {
    HttpResponse response =
        HttpResponse.json(status, toJson(requestId))
            .with("content-type", "application/problem+json");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }
}
