package io.saasbricks.local.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;

/**
 * Passes requests on to another server of this machine, such as DynamoDB Local, path and query
 * included. Safe for concurrent use. A server that does not answer is the caller's 500.
 */
public final class Forward implements LocalHandler {
  /** What the client writes by itself. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("host", "content-length", "connection", "transfer-encoding", "expect", "upgrade");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String target;

  /** Passes requests on to the server at that address, whose path, if any, is put before theirs. */
  public Forward(URI target) {
    this.target = target.toString().replaceFirst("/$", "");
  }

  @Override
  public LocalResponse handle(LocalRequest request) {
    HttpRequest.Builder copy =
        HttpRequest.newBuilder(address(request))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    for (Header header : request.headers()) {
      if (!OF_THE_CONNECTION.contains(header.name())) {
        copy.header(header.name(), header.value());
      }
    }
    try {
      return answer(client.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(target + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private URI address(LocalRequest request) {
    // Not resolved: a path of two slashes would name another server.
    String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    return URI.create(target + request.rawPath() + query);
  }

  private static LocalResponse answer(HttpResponse<byte[]> response) {
    List<Header> headers =
        response.headers().map().entrySet().stream()
            .filter(header -> !OF_THE_CONNECTION.contains(header.getKey()))
            .flatMap(
                header ->
                    header.getValue().stream().map(value -> new Header(header.getKey(), value)))
            .toList();
    return LocalResponse.of(response.statusCode(), headers, response.body());
  }
}
