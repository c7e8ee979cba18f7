package io.saasbricks.benchmarks.chat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks once by the JDK's oldest client, without any JSON. */
public final class HttpUrlConnectionOnce {
  private HttpUrlConnectionOnce() {}

  /** Takes the address of the vendor. */
  public static void main(String[] arguments) throws IOException {
    long start = System.nanoTime();
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(arguments[0] + "/chat/completions").toURL().openConnection();
    byte[] body = FirstQuestion.JSON.getBytes(StandardCharsets.UTF_8);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    byte[] answer = connection.getInputStream().readAllBytes();
    FirstQuestion.report(start, new String(answer, StandardCharsets.UTF_8));
  }
}
