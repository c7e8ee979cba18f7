package io.saasbricks.core.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/** A server that reads whole requests and answers with raw bytes, as badly as a test likes. */
final class RawServer implements AutoCloseable {
  /** What the server does after it has read a request. Closing the socket ends the connection. */
  interface Script {
    void answer(Socket socket, OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  private RawServer(ServerSocketFactory factory, Script script) {
    try {
      this.server = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.script = script;
  }

  static RawServer answering(Script script) {
    return answering(ServerSocketFactory.getDefault(), script);
  }

  static RawServer answering(ServerSocketFactory factory, Script script) {
    RawServer server = new RawServer(factory, script);
    start(server::accept);
    return server;
  }

  /** A server that gives the same answer to every request. */
  static RawServer saying(String answer) {
    return answering((socket, out) -> out.write(answer.getBytes(ISO_8859_1)));
  }

  URI uri(String scheme, String host) {
    return URI.create(scheme + "://" + host + ":" + server.getLocalPort() + "/path?q=1");
  }

  URI uri() {
    return uri("http", "127.0.0.1");
  }

  /** Head and body of every request read so far. */
  List<String> requests() {
    return requests;
  }

  /** The connections accepted so far. */
  int connections() {
    return sockets.size();
  }

  /** Waits until a client has closed its connection, between requests or while one is answered. */
  boolean sawClientLeave() throws InterruptedException {
    return ended.await(3, TimeUnit.SECONDS);
  }

  void dropConnections() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String request = read(in); !request.isEmpty(); request = read(in)) {
        requests.add(request);
        script.answer(socket, socket.getOutputStream());
        socket.getOutputStream().flush();
      }
    } catch (IOException e) {
      // The client went away, which is for the test to judge.
      return;
    } finally {
      ended.countDown();
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        return "";
      }
      head.append((char) c);
    }
    int length = head.toString().lines().mapToInt(RawServer::length).sum();
    return head + new String(in.readNBytes(length), ISO_8859_1);
  }

  private static int length(String line) {
    String name = "Content-Length: ";
    return line.startsWith(name) ? Integer.parseInt(line.substring(name.length())) : 0;
  }

  @Override
  public void close() throws IOException {
    server.close();
    dropConnections();
  }
}
