package io.saasbricks.benchmarks.chat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks once by {@code java.net.http}, without any JSON. */
public final class JavaHttpClientOnce {
  private JavaHttpClientOnce() {}

  /** Takes the address of the vendor. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(arguments[0] + "/chat/completions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(FirstQuestion.JSON))
            .build();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    FirstQuestion.report(start, client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
