package io.saasbricks.core.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call ends at its deadline, however the server spends the time. */
@Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpTransportDeadlineTest {
  private static final Duration LIMIT = Duration.ofMillis(250);
  private static final Duration MUCH_LATER = Duration.ofSeconds(4);

  private final Transport transport = Transport.http(InstantSource.system());
  private final CountDownLatch testOver = new CountDownLatch(1);

  @AfterEach
  void releaseServers() {
    testOver.countDown();
  }

  private byte[] post(RawServer server) {
    OutboundRequest request = OutboundRequest.post(server.uri(), Map.of(), "{}".getBytes(UTF_8));
    return transport.send(request, Deadline.in(LIMIT, System::nanoTime)).bytes(1_000_000);
  }

  /** Says the text, then one more byte every 10 ms. */
  private void trickle(OutputStream out, String start, String more) throws IOException {
    out.write(start.getBytes(UTF_8));
    while (!over(Duration.ofMillis(10))) {
      out.write(more.getBytes(UTF_8));
      out.flush();
    }
  }

  private boolean over(Duration wait) throws IOException {
    try {
      return testOver.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void assertEndsInTime(RawServer.Script script) throws Exception {
    try (RawServer server = RawServer.answering(script)) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> post(server)).isInstanceOf(TransportException.class);
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      assertThat(taken).isBetween(LIMIT, MUCH_LATER);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aSilentServer() throws Exception {
    assertEndsInTime((socket, out) -> over(Duration.ofSeconds(20)));
  }

  @Test
  void aServerThatTricklesItsHeaders() throws Exception {
    assertEndsInTime((socket, out) -> trickle(out, "HTTP/1.1 200 OK\r\nA: ", "a"));
  }

  @Test
  void aServerThatTricklesABodyOfKnownLength() throws Exception {
    assertEndsInTime(
        (socket, out) -> trickle(out, "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", "a"));
  }

  @Test
  void aServerThatTricklesChunks() throws Exception {
    assertEndsInTime(
        (socket, out) ->
            trickle(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n"));
  }

  @Test
  void aServerThatFallsSilentWithinAChunkedBody() throws Exception {
    assertEndsInTime(
        (socket, out) -> {
          fallSilentAfter(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
        });
  }

  private void fallSilentAfter(OutputStream out, String start) throws IOException {
    out.write(start.getBytes(UTF_8));
    out.flush();
    over(Duration.ofSeconds(20));
  }

  @Test
  void aServerThatIsSilentOnAConnectionUsedBefore() throws Exception {
    boolean[] second = {false};
    try (RawServer server =
        RawServer.answering(
            (socket, out) -> {
              if (second[0]) {
                over(Duration.ofSeconds(20));
              }
              second[0] = true;
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(UTF_8));
            })) {
      assertThat(post(server)).isEqualTo("ok".getBytes(UTF_8));
      long start = System.nanoTime();
      assertThatThrownBy(() -> post(server))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("passed its deadline");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(LIMIT, MUCH_LATER);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aServerThatDoesNotReadTheRequest() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      byte[] large = new byte[16 << 20];
      var uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      OutboundRequest request = OutboundRequest.post(uri, Map.of(), large);
      assertThatThrownBy(() -> transport.send(request, Deadline.in(LIMIT, System::nanoTime)))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("passed its deadline");
    }
  }

  @Test
  void aPassedDeadlineSendsNothing() throws Exception {
    try (RawServer server = RawServer.saying("HTTP/1.1 204 No Content\r\n\r\n")) {
      OutboundRequest request = OutboundRequest.get(server.uri(), Map.of());
      assertThatThrownBy(() -> transport.send(request, Deadline.in(Duration.ZERO, () -> 0)))
          .isInstanceOf(TransportException.class);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void closingAnAnswerEndsTheConnectionAtOnce() throws Exception {
    try (RawServer server =
        RawServer.answering(
            (Socket socket, OutputStream out) ->
                trickle(out, "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", "a"))) {
      OutboundRequest request = OutboundRequest.get(server.uri(), Map.of());
      Deadline deadline = Deadline.in(Duration.ofSeconds(20), System::nanoTime);
      try (OutboundResponse response = transport.send(request, deadline)) {
        assertThat(response.body().read()).isEqualTo('a');
      }
      assertThat(server.sawClientLeave()).isTrue();
    }
  }
}
