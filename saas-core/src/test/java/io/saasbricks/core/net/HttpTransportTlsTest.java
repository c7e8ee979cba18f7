package io.saasbricks.core.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.Deadline;
import java.io.InputStream;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TLS against a server whose certificate, valid for "localhost" only, is its own issuer. */
@Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpTransportTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static SSLContext context() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = HttpTransportTlsTest.class.getResourceAsStream("localhost.p12")) {
      store.load(Objects.requireNonNull(in), PASSWORD);
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static RawServer server() throws Exception {
    return RawServer.answering(
        context().getServerSocketFactory(), (socket, out) -> out.write(OK.getBytes(UTF_8)));
  }

  private static String get(Transport transport, RawServer server, String host) {
    OutboundRequest request = OutboundRequest.get(server.uri("https", host), Map.of());
    Deadline deadline = Deadline.in(Duration.ofSeconds(10), System::nanoTime);
    return new String(transport.send(request, deadline).bytes(100), UTF_8);
  }

  private static Transport trusting() throws Exception {
    var sockets = context().getSocketFactory();
    return new HttpTransport(InstantSource.system(), () -> sockets, Duration.ZERO);
  }

  @Test
  void speaksTlsAndKeepsTheConnection() throws Exception {
    try (RawServer server = server()) {
      Transport transport = trusting();
      assertThat(get(transport, server, "localhost")).isEqualTo("ok");
      assertThat(get(transport, server, "localhost")).isEqualTo("ok");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void noticesThatAnIdleConnectionWasClosed() throws Exception {
    try (RawServer server = server()) {
      Transport transport = trusting();
      get(transport, server, "localhost");
      server.dropConnections();
      assertThat(get(transport, server, "localhost")).isEqualTo("ok");
    }
  }

  @Test
  void refusesACertificateForAnotherName() throws Exception {
    try (RawServer server = server()) {
      Transport transport = trusting();
      assertThatThrownBy(() -> get(transport, server, "127.0.0.1"))
          .isInstanceOf(TransportException.class)
          .hasCauseInstanceOf(SSLHandshakeException.class)
          .matches(e -> !((TransportException) e).sent());
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void refusesACertificateThatNobodyTrusts() throws Exception {
    try (RawServer server = server()) {
      Transport transport = Transport.http(InstantSource.system());
      assertThatThrownBy(() -> get(transport, server, "localhost"))
          .isInstanceOf(TransportException.class)
          .hasCauseInstanceOf(SSLHandshakeException.class)
          .matches(e -> !((TransportException) e).sent());
      assertThat(server.requests()).isEmpty();
    }
  }
}
