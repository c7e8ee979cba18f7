package io.saasbricks.local.emulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests per second on a trivial function, printed. Small by default; {@code
 * -Dthroughput.requests=20000} makes the figure mean something.
 */
class EmulatorThroughputTest {
  private static final int REQUESTS = Integer.getInteger("throughput.requests", 320);
  private static final String TEMPLATE =
      """
      Resources:
        F:
          Type: AWS::Serverless::Function
          Properties:
            Handler: io.saasbricks.local.emulator.ScriptHandler
            Events: {E: {Type: HttpApi, Properties: {Path: "/script/{step}", Method: get}}}
      """;
  private static final byte[] REQUEST =
      "GET /script/count HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1);

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 32})
  void everyRequestOfEveryClientIsAnswered(int clients) {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try (var emulator = Emulator.builder(Template.parse(TEMPLATE, Map.of())).start()) {
      int port = emulator.uri().getPort();
      int warmUp = answered(threads, port, clients, REQUESTS);
      long begin = System.nanoTime();
      int answered = answered(threads, port, clients, REQUESTS);
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf("%d clients: %.0f requests/s%n", clients, answered / seconds);
      assertThat(answered).isEqualTo(warmUp).isEqualTo(REQUESTS / clients * clients);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int answered(ExecutorService threads, int port, int clients, int requests) {
    return IntStream.range(0, clients)
        .mapToObj(
            i -> CompletableFuture.supplyAsync(() -> client(port, requests / clients), threads))
        .toList()
        .stream()
        .mapToInt(CompletableFuture::join)
        .sum();
  }

  /**
   * The answers of status 200 that one client gets, one request after the other on one connection.
   */
  private static int client(int port, int requests) {
    int answered = 0;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < requests; i++) {
        out.write(REQUEST);
        answered += readAnswer(in) ? 1 : 0;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answered;
  }

  private static boolean readAnswer(InputStream in) throws IOException {
    boolean ok = line(in).startsWith("HTTP/1.1 200 ");
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.startsWith("content-length: ")) {
        length = Integer.parseInt(header.substring(16));
      }
    }
    in.readNBytes(length);
    return ok;
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }
}
