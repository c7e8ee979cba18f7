package io.saasbricks.core.http;

import io.saasbricks.core.json.Json;
import io.saasbricks.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server on the loopback address that gives prepared answers, one a connection, whatever it
 * is asked; 404 when it has none left. Its one thread ends when it is closed.
 */
final class Stage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int BACKLOG = 8;
  private static final int PATIENCE_MILLIS = 2_000;
  private static final int TLS_HANDSHAKE = 0x16;
  private static final String LENGTH = "content-length:";

  private final ServerSocket socket;
  private final Iterator<JsonObject> answers;
  private final Thread thread = new Thread(this::serve, "rehearsal");

  private Stage(ServerSocket socket, List<JsonObject> answers) {
    this.socket = socket;
    this.answers = answers.iterator();
  }

  static Stage open(List<JsonObject> answers) throws IOException {
    Stage stage =
        new Stage(new ServerSocket(0, BACKLOG, InetAddress.getByAddress(LOOPBACK)), answers);
    stage.thread.setDaemon(true);
    stage.thread.start();
    return stage;
  }

  URI uri() {
    return URI.create(
        "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort());
  }

  /** Has a client of TLS say its hello, after which this server hangs up. */
  void greetByTls() throws IOException {
    try (SSLSocket client =
        (SSLSocket)
            SSLSocketFactory.getDefault()
                .createSocket(socket.getInetAddress(), socket.getLocalPort())) {
      client.startHandshake();
      throw new IllegalStateException("a server without a certificate finished a handshake");
    } catch (IOException hungUp) {
      // The classes are loaded and the certificates read: that is all there was to do.
      LOG.atDebug().log("TLS is loaded");
    }
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        connection.setSoTimeout(PATIENCE_MILLIS);
        answer(connection.getInputStream(), connection.getOutputStream());
      } catch (IOException over) {
        LOG.atDebug().setCause(over).log("a connection of the rehearsal ended");
      }
    }
  }

  private void answer(InputStream in, OutputStream out) throws IOException {
    int first = in.read();
    if (first == TLS_HANDSHAKE || first < 0) {
      return;
    }
    in.skipNBytes(lengthOfBody(in));
    byte[] body = answers.hasNext() ? Json.bytes(answers.next()) : new byte[0];
    String head =
        "HTTP/1.1 "
            + (body.length == 0 ? "404 Not Found" : "200 OK")
            + "\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: "
            + body.length
            + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
  }

  /** Reads the head to its end. */
  private static int lengthOfBody(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String field = line.toLowerCase(Locale.ROOT);
      if (field.startsWith(LENGTH)) {
        length = Integer.parseInt(field.substring(LENGTH.length()).trim());
      }
    }
    return length;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
