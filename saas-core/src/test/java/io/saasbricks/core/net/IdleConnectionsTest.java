package io.saasbricks.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.local.time.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 3, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IdleConnectionsTest {
  private static final int MOST = 64;

  private final ManualTime time = new ManualTime(Instant.parse("2026-01-01T00:00:00Z"));
  private final IdleConnections idle = new IdleConnections(time, Duration.ofMinutes(1));
  private ServerSocket server;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 2 * MOST, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private Origin origin() {
    return Origin.of(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"));
  }

  private HttpConnection connection() throws IOException {
    Deadline deadline = Deadline.in(Duration.ofSeconds(5), System::nanoTime);
    return HttpConnection.open(
        new Socket(),
        origin(),
        deadline,
        () -> {
          throw new AssertionError("no TLS");
        });
  }

  @Test
  void sixtyFourAreKeptAndTheOldestGivesWay() throws IOException {
    List<HttpConnection> connections = new ArrayList<>();
    for (int i = 0; i <= MOST; i++) {
      assertThat(connections).noneMatch(connection -> connection.socket().isClosed());
      HttpConnection connection = connection();
      connections.add(connection);
      idle.keep(connection);
    }
    assertThat(connections.get(0).socket().isClosed()).isTrue();
    for (int i = MOST; i > 0; i--) {
      assertThat(idle.take(origin())).containsSame(connections.get(i));
    }
    assertThat(idle.take(origin())).isEmpty();
    connections.forEach(HttpConnection::close);
  }

  @Test
  void oneIsTakenForItsOwnOriginOnly() throws IOException {
    HttpConnection connection = connection();
    idle.keep(connection);
    assertThat(idle.take(Origin.of(URI.create("http://127.0.0.1:1/")))).isEmpty();
    assertThat(idle.take(Origin.of(URI.create("https://127.0.0.1:" + server.getLocalPort()))))
        .isEmpty();
    assertThat(idle.take(origin())).containsSame(connection);
    connection.close();
  }

  @Test
  void oneThatRestedForOverTwentySecondsIsClosed() throws IOException {
    HttpConnection connection = connection();
    idle.keep(connection);
    time.advance(Duration.ofSeconds(20).plusMillis(1));
    assertThat(idle.take(origin())).isEmpty();
    assertThat(connection.socket().isClosed()).isTrue();
  }
}
