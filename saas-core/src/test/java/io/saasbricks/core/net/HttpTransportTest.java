package io.saasbricks.core.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import io.saasbricks.local.time.ManualTime;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpTransportTest {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  private final ManualTime time = new ManualTime(Instant.parse("2026-01-01T00:00:00Z"));
  private final Transport transport = Transport.http(time);

  private OutboundResponse post(RawServer server) {
    return post(server.uri());
  }

  private OutboundResponse post(URI uri) {
    return transport.send(
        OutboundRequest.post(uri, Map.of("Authorization", "Bearer k"), "{}".getBytes(UTF_8)),
        Deadline.in(Duration.ofSeconds(10), System::nanoTime));
  }

  private String textOf(RawServer server) {
    return text(post(server));
  }

  private static String text(OutboundResponse response) {
    return new String(response.bytes(1_000_000), UTF_8);
  }

  @Test
  void sendsRequestLineHeadersAndBody() throws IOException {
    try (RawServer server = RawServer.saying(HELLO)) {
      post(server).close();
      assertThat(server.requests().get(0))
          .startsWith("POST /path?q=1 HTTP/1.1\r\nHost: " + server.uri().getAuthority() + "\r\n")
          .contains("Authorization: Bearer k\r\n", "Content-Length: 2\r\n")
          .endsWith("\r\n\r\n{}");
    }
  }

  @Test
  void readsABodyOfKnownLength() throws IOException {
    try (RawServer server = RawServer.saying(HELLO)) {
      assertThat(textOf(server)).isEqualTo("hello");
    }
  }

  @Test
  void readsAChunkedBody() throws IOException {
    try (RawServer server =
        RawServer.saying(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nT: t\r\n\r\n")) {
      assertThat(textOf(server)).isEqualTo("hello");
    }
  }

  @Test
  void readsABodyThatEndsWithTheConnection() throws IOException {
    try (RawServer server =
        RawServer.answering(
            (socket, out) -> {
              out.write("HTTP/1.0 200 OK\r\n\r\nhello".getBytes(UTF_8));
              socket.close();
            })) {
      assertThat(textOf(server)).isEqualTo("hello");
    }
  }

  @Test
  void passesInterimAnswersOver() throws IOException {
    try (RawServer server =
        RawServer.saying("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + HELLO)) {
      assertThat(textOf(server)).isEqualTo("hello");
    }
  }

  @Test
  void givesStatusHeadersAndBodyOfAnError() throws IOException {
    try (RawServer server =
        RawServer.saying("HTTP/1.1 429 Slow\r\nRETRY-after: 7\r\nContent-Length: 4\r\n\r\nwait")) {
      OutboundResponse response = post(server);
      assertThat(response.status()).isEqualTo(429);
      assertThat(response.header("Retry-After")).contains("7");
      assertThat(response.headers()).containsEntry("retry-after", "7");
      assertThat(text(response)).isEqualTo("wait");
    }
  }

  @Test
  void doesNotFollowRedirects() throws IOException {
    try (RawServer server =
        RawServer.saying("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(post(server).status()).isEqualTo(302);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void joinsRepeatedHeaders() throws IOException {
    try (RawServer server =
        RawServer.saying("HTTP/1.1 200 OK\r\nA: 1\r\na:2\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(post(server).header("a")).contains("1, 2");
    }
  }

  @Test
  void keepsTheConnectionOfAnAnswerReadToItsEnd() throws IOException {
    try (RawServer server = RawServer.saying(HELLO)) {
      textOf(server);
      textOf(server);
      assertThat(server.requests()).hasSize(2);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void keepsTheConnectionOfAStreamLeftBehindItsLastEvent() throws IOException {
    try (RawServer server =
        RawServer.saying(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n")) {
      try (OutboundResponse response = post(server)) {
        assertThat(response.body().readNBytes(2)).isEqualTo("ab".getBytes(UTF_8));
      }
      textOf(server);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void dropsTheConnectionOfAnAnswerThatWasNotRead() throws IOException {
    try (RawServer server = RawServer.saying(HELLO)) {
      post(server).close();
      textOf(server);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void whatHasArrivedIsReadWithoutWaitingForWhatComesNext() throws IOException {
    try (RawServer server =
        RawServer.saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n")) {
      try (OutboundResponse response = post(server)) {
        assertThat(response.body().readNBytes(2)).isEqualTo("ab".getBytes(UTF_8));
      }
    }
  }

  @Test
  void dropsTheConnectionOnWhichMoreCameThanTheAnswer() throws IOException {
    try (RawServer server = RawServer.saying(HELLO + "more")) {
      assertThat(textOf(server)).isEqualTo("hello");
      assertThat(textOf(server)).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void dropsTheConnectionThatTheServerWantsClosed() throws Exception {
    try (RawServer server =
        RawServer.saying("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")) {
      textOf(server);
      assertThat(server.sawClientLeave()).isTrue();
      textOf(server);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void dropsAConnectionIdleForLong() throws Exception {
    try (RawServer server = RawServer.saying(HELLO)) {
      textOf(server);
      time.advance(Duration.ofSeconds(21));
      textOf(server);
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.sawClientLeave()).isTrue();
    }
  }

  @Test
  void dropsAnIdleConnectionOnWhichTheServerSaidItsFarewell() throws Exception {
    List<OutputStream> connections = new CopyOnWriteArrayList<>();
    try (RawServer server =
        RawServer.answering(
            (socket, out) -> {
              connections.add(out);
              out.write(HELLO.getBytes(UTF_8));
            })) {
      textOf(server);
      connections.get(0).write("HTTP/1.1 408 Request Timeout\r\n\r\n".getBytes(UTF_8));
      assertThat(textOf(server)).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.sawClientLeave()).isTrue();
    }
  }

  @Test
  void noticesThatAnIdleConnectionWasReset() throws IOException {
    try (RawServer server =
        RawServer.answering(
            (socket, out) -> {
              socket.setSoLinger(true, 0);
              out.write(HELLO.getBytes(UTF_8));
            })) {
      textOf(server);
      server.dropConnections();
      assertThat(textOf(server)).isEqualTo("hello");
    }
  }

  @Test
  void dropsTheConnectionOfAnAnswerThatIsNoHttp() throws Exception {
    try (RawServer server = RawServer.saying("SSH-2.0-x\r\n\r\n")) {
      assertThatThrownBy(() -> post(server))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("got no answer");
      assertThat(server.sawClientLeave()).isTrue();
    }
  }

  @Test
  void noticesThatAnIdleConnectionWasClosedBeforeSendingOnIt() throws IOException {
    try (RawServer server = RawServer.saying(HELLO)) {
      textOf(server);
      server.dropConnections();
      assertThat(textOf(server)).isEqualTo("hello");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void neverSendsAPostAgainWhenAKeptConnectionDropsAfterIt() throws IOException {
    boolean[] second = {false};
    try (RawServer server =
        RawServer.answering(
            (socket, out) -> {
              if (second[0]) {
                socket.close();
              }
              second[0] = true;
              out.write(HELLO.getBytes(UTF_8));
            })) {
      textOf(server);
      assertThatThrownBy(() -> post(server)).isInstanceOf(TransportException.class);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void neverSendsAPostAgainWhenTheAnswerIsCutWithinItsHead() throws IOException {
    try (RawServer server =
        RawServer.answering(
            (socket, out) -> {
              out.write("HTTP/1.1 200 OK\r\nConte".getBytes(UTF_8));
              socket.close();
            })) {
      assertThatThrownBy(() -> post(server))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("got no answer")
          .matches(e -> ((TransportException) e).sent());
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aBodyCutOffIsAnError() throws IOException {
    try (RawServer server =
        RawServer.answering(
            (socket, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhal".getBytes(UTF_8));
              socket.close();
            })) {
      assertThatThrownBy(() -> textOf(server))
          .isInstanceOf(TransportException.class)
          .hasMessage("the answer broke off");
    }
  }

  @Test
  void aBodyLargerThanAllowedIsAnError() throws IOException {
    try (RawServer server = RawServer.saying(HELLO)) {
      assertThat(post(server).bytes(5)).hasSize(5);
      OutboundResponse response = post(server);
      assertThatThrownBy(() -> response.bytes(4)).isInstanceOf(TransportException.class);
    }
  }

  @Test
  void aRefusedConnectionIsAnErrorThatNamesNoSecret() throws IOException {
    // Bound, so that nobody else listens there, and not listening.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI uri = URI.create("http://127.0.0.1:" + bound.getLocalPort() + "/path?q=1");
      assertThatThrownBy(() -> post(uri))
          .isInstanceOf(TransportException.class)
          .hasMessage("OutboundRequest[POST 127.0.0.1/path] found no connection")
          .matches(e -> ((TransportException) e).retryable())
          .matches(e -> !((TransportException) e).sent());
    }
  }

  @Test
  void aHeadWithoutEndIsAnError() throws IOException {
    try (RawServer server =
        RawServer.saying("HTTP/1.1 200 OK\r\n" + ("A: " + "x".repeat(1000) + "\r\n").repeat(80))) {
      assertThatThrownBy(() -> post(server)).isInstanceOf(TransportException.class);
    }
  }
}
