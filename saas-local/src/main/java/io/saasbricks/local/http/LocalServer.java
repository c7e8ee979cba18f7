package io.saasbricks.local.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * An HTTP/1.1 server on the loopback address, one thread per connection, with keep-alive. It keeps
 * the JVM alive until it is closed; closing it twice is harmless. Safe for concurrent use.
 */
public final class LocalServer implements AutoCloseable {

  /**
   * What the server refuses.
   *
   * @param headBytes the largest request line with headers; more is answered 431
   * @param bodyBytes the largest body; more is answered 413
   */
  public record Limits(int headBytes, int bodyBytes) {

    /** Those of an API Gateway HTTP API: 10,240 bytes and 10 MB. */
    public static final Limits HTTP_API = new Limits(10_240, 10 * 1024 * 1024);

    /** Checks that both are positive: a server that refuses everything is a mistake. */
    public Limits {
      if (headBytes < 1 || bodyBytes < 1) {
        throw new IllegalArgumentException(
            "limits must be positive: %d, %d bytes".formatted(headBytes, bodyBytes));
      }
    }
  }

  private final ServerSocket socket;
  private final Limits limits;
  private final LocalHandler handler;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "local-http");
            thread.setDaemon(true);
            return thread;
          });

  private final Thread acceptor = new Thread(this::accept, "local-http-accept");

  private LocalServer(ServerSocket socket, Limits limits, LocalHandler handler) {
    this.socket = socket;
    this.limits = limits;
    this.handler = handler;
  }

  /**
   * Binds 127.0.0.1 and starts answering.
   *
   * @param port the port, 0 for a free one
   * @throws IllegalArgumentException if the port is not from 0 to 65,535
   * @throws IOException if the port cannot be bound
   */
  @SuppressWarnings("AddressSelection") // The loopback address is what is wanted, not any name's.
  public static LocalServer start(int port, Limits limits, LocalHandler handler)
      throws IOException {
    var socket = new ServerSocket();
    try {
      socket.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 256);
    } catch (IOException busy) {
      socket.close();
      throw busy;
    }
    var server = new LocalServer(socket, limits, handler);
    server.acceptor.start();
    return server;
  }

  /** Starts on a free port with the limits of an HTTP API. */
  public static LocalServer start(LocalHandler handler) throws IOException {
    return start(0, Limits.HTTP_API, handler);
  }

  /** The port bound. */
  public int port() {
    return socket.getLocalPort();
  }

  /** The address of the server, without a trailing slash. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      }
    } catch (IOException | RejectedExecutionException closed) {
      closeQuietly(socket); // Accepting ends only by closing, or as if closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new Connection(socket, limits, handler).serve();
    } catch (IOException gone) {
      // The client went away; there is nobody to tell.
    } finally {
      connections.remove(socket);
    }
  }

  /** Stops listening and cuts all connections. Requests under way are not answered. */
  @Override
  public void close() {
    threads.shutdownNow();
    closeQuietly(socket);
    try {
      acceptor.join(); // The port is free only when nobody waits on it.
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    connections.forEach(LocalServer::closeQuietly); // Now that none is added any more.
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception alreadyBroken) {
      // Closing is all that was wanted of it.
    }
  }
}
