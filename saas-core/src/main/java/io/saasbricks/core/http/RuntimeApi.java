package io.saasbricks.core.http;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The Lambda Runtime API of 2018-06-01, spoken over plain HTTP on the loopback interface. */
final class RuntimeApi {
  private static final String VERSION = "/2018-06-01/runtime/";
  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  private static final int OK = 200;

  private final URI address;

  /** The API at that {@code host:port}. */
  RuntimeApi(String authority) {
    this.address = URI.create("http://" + authority);
  }

  /**
   * One event.
   *
   * @param headers by lower-case name
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Event(Headers headers, byte[] body) {
    String id() {
      return header("lambda-runtime-aws-request-id").orElseThrow();
    }

    Optional<String> header(String name) {
      return headers.get(name);
    }
  }

  /** Waits, however long it takes, for the next event. */
  Event next() throws IOException {
    HttpURLConnection connection = open("invocation/next");
    if (connection.getResponseCode() != OK) {
      throw new IOException("no next event: status " + connection.getResponseCode());
    }
    byte[] body = connection.getInputStream().readAllBytes();
    return new Event(headers(connection.getHeaderFields()), body);
  }

  private static Headers headers(Map<String, List<String>> fields) {
    Headers headers = Headers.none();
    for (Map.Entry<String, List<String>> field : fields.entrySet()) {
      // The status line has no name.
      if (Objects.nonNull(field.getKey())) {
        headers = headers.with(field.getKey(), String.join(",", field.getValue()));
      }
    }
    return headers;
  }

  /** The answer to an event, to be written. */
  RuntimeAnswer answer(Event event) {
    return new RuntimeAnswer(address, VERSION + "invocation/" + event.id() + "/response");
  }

  /** Tells that an event has no answer. */
  void fail(Event event, Throwable failure) throws IOException {
    report("invocation/" + event.id() + "/error", failure);
  }

  /** Tells that the function cannot start. */
  void failStart(Throwable failure) throws IOException {
    report("init/error", failure);
  }

  private void report(String path, Throwable failure) throws IOException {
    HttpURLConnection connection = open(path);
    byte[] body = Json.bytes(problem(failure));
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty(ERROR_TYPE, failure.getClass().getName());
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    connection.getResponseCode();
  }

  static JsonObject problem(Throwable failure) {
    return JsonObject.builder()
        .put("errorType", failure.getClass().getName())
        .put("errorMessage", String.valueOf(failure.getMessage()))
        .build();
  }

  private HttpURLConnection open(String path) throws IOException {
    URI target = address.resolve(VERSION + path);
    HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
    // On a reused connection that was closed meanwhile the JDK would ask twice.
    connection.setRequestProperty("Connection", "close");
    return connection;
  }
}
