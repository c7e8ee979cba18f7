package io.saasbricks.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of an answer; the kernel holds them until the test, which is the peer, reads them. */
@Timeout(value = 3, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RuntimeAnswerTest {
  private static final String TAKEN = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

  private ServerSocket server;
  private RuntimeAnswer answer;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    server.setSoTimeout(2_000);
    URI address = URI.create("http://127.0.0.1:" + server.getLocalPort());
    answer = new RuntimeAnswer(address, "/response");
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /** Takes the connection of an answer that has begun, and replies to it beforehand. */
  private Socket replying(String reply) throws IOException {
    Socket socket = server.accept();
    socket.getOutputStream().write(reply.getBytes(ISO_8859_1));
    socket.shutdownOutput();
    return socket;
  }

  /** What was sent after the head. */
  private static String body(Socket socket) throws IOException {
    String request = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    return request.split("\r\n\r\n", 2)[1];
  }

  @Test
  void everyFlushSendsAChunk() throws IOException {
    answer.write('a');
    answer.flush();
    answer.write("bc".getBytes(ISO_8859_1));
    answer.flush();
    answer.flush();
    answer.write("-de-".getBytes(ISO_8859_1), 1, 2);
    try (Socket socket = replying(TAKEN)) {
      answer.close();
      assertThat(body(socket)).isEqualTo("1\r\na\r\n2\r\nbc\r\n2\r\nde\r\n0\r\n\r\n");
    }
  }

  @Test
  void soDoEightKilobytes() throws IOException {
    String start = "s".repeat(1_000);
    String more = "m".repeat(7_192) + "n".repeat(8_192) + "o".repeat(10);
    answer.write(start.getBytes(ISO_8859_1));
    answer.write(more.getBytes(ISO_8859_1));
    try (Socket socket = replying(TAKEN)) {
      answer.close();
      assertThat(body(socket))
          .isEqualTo(
              "2000\r\n%s\r\n2000\r\n%s\r\na\r\n%s\r\n0\r\n\r\n",
              start + more.substring(0, 7_192), "n".repeat(8_192), "o".repeat(10));
    }
  }

  @Test
  void nothingIsSentOfAnAnswerThatFailsBeforeItsFirstByte() throws IOException {
    assertThat(answer.fail(new IOException("broken"))).isFalse();
    answer.close();
    server.setSoTimeout(1);
    assertThatThrownBy(server::accept).isInstanceOf(java.net.SocketTimeoutException.class);
  }

  @Test
  void onlyAReplyWithAWholeHeadSaysThatTheAnswerWasTaken() throws IOException {
    answer.write('a');
    answer.flush();
    try (Socket socket = replying(TAKEN)) {
      answer.close();
      answer.close();
      assertThat(body(socket)).endsWith("0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "HTTP/1.1 202 Accepted\r\n", "HTTP/1.1 202 Accepted\r\nA: b\r\nC: d\r\n"})
  void anAnswerWhoseReplyBreaksOffWasNotTaken(String reply) throws IOException {
    answer.write('a');
    answer.flush();
    try (Socket socket = replying(reply)) {
      assertThat(socket.isConnected()).isTrue();
      assertThatThrownBy(answer::close).isInstanceOf(EOFException.class);
      assertThat(answer.fail(new IOException("broken"))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"413 Payload Too Large", "500 Internal Server Error", "403 Forbidden"})
  void anAnswerThatIsRefusedWasNotTaken(String status) throws IOException {
    answer.write('a');
    answer.flush();
    try (Socket socket = replying("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(socket.isConnected()).isTrue();
      assertThatThrownBy(answer::close).hasMessage("the answer was not taken: HTTP/1.1 " + status);
      assertThat(answer.fail(new IOException("broken"))).isTrue();
    }
  }

  @Test
  void thatAFailureCouldNotBeToldIsPartOfTheFailure() throws IOException {
    answer.write('a');
    answer.flush();
    try (Socket socket = replying("")) {
      IOException failure = new IOException("broken");
      assertThat(answer.fail(failure)).isTrue();
      assertThat(failure.getSuppressed()).hasOnlyElementsOfType(EOFException.class).hasSize(1);
      assertThat(body(socket))
          .startsWith("1\r\na\r\n0\r\nLambda-Runtime-Function-Error-Type: java.io.IOException\r\n");
    }
  }
}
