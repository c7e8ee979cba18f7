package io.saasbricks.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saasbricks.local.http.LocalHandler;
import io.saasbricks.local.http.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;

/** Calls one stand-in over HTTP, with the same headers each time. */
final class Caller implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final LocalServer server;
  private final List<String> headers;

  Caller(LocalHandler standIn, String... headers) throws IOException {
    this.server = LocalServer.start(standIn);
    this.headers = List.of(headers);
  }

  HttpResponse<String> post(String path, String body, String... more) throws Exception {
    return send("POST", path, body, more);
  }

  HttpResponse<String> send(String method, String path, String body, String... more)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .method(method, BodyPublishers.ofString(body));
    String[] all = Stream.concat(headers.stream(), Stream.of(more)).toArray(String[]::new);
    return CLIENT.send(
        (all.length == 0 ? request : request.headers(all)).build(), BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  /** The data of server-sent events. */
  static List<String> events(HttpResponse<String> response) {
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring(6))
        .toList();
  }

  URI uri() {
    return server.uri();
  }

  @Override
  public void close() {
    server.close();
  }
}
