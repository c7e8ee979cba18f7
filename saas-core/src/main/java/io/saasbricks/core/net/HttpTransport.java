package io.saasbricks.core.net;

import io.saasbricks.core.Deadline;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Takes an idle connection or opens one, sends once, and hands the arriving body over. */
final class HttpTransport implements Transport {
  /*
   * Why not HttpURLConnection: without its streaming mode it sends a POST again when a kept
   * connection drops; with it, disconnect() from another thread waits for the lock that a reader of
   * a chunked body holds, so a server that falls silent within the body outlives every deadline.
   * Closing a socket of our own wakes whoever waits on it, in every phase.
   */
  private final IdleConnections idle;
  private final Supplier<SSLSocketFactory> tls;
  private final Watchdog watchdog = new Watchdog();

  /**
   * A transport that uses connections unseen.
   *
   * @param unseen how long a connection may have rested without being looked at again
   */
  HttpTransport(InstantSource time, Supplier<SSLSocketFactory> tls, Duration unseen) {
    this.idle = new IdleConnections(time, unseen);
    this.tls = tls;
  }

  @Override
  public OutboundResponse send(OutboundRequest request, Deadline deadline) {
    byte[] message = RequestMessage.of(request);
    if (deadline.passed()) {
      throw TransportException.beforeSending(request + " passed its deadline", null);
    }
    Optional<HttpConnection> kept = idle.take(Origin.of(request.uri()));
    Socket socket = kept.map(HttpConnection::socket).orElseGet(Socket::new);
    Watchdog.Watch watch = watchdog.watch(socket, deadline.remaining());
    HttpConnection connection = kept.orElseGet(() -> open(socket, request, deadline, watch));
    try {
      return answer(connection, message, request.method(), watch);
    } catch (IOException e) {
      watch.abandon();
      String problem = watch.expired() ? " passed its deadline" : " got no answer";
      throw new TransportException(request + problem, e);
    }
  }

  private HttpConnection open(
      Socket socket, OutboundRequest request, Deadline deadline, Watchdog.Watch watch) {
    try {
      return HttpConnection.open(socket, Origin.of(request.uri()), deadline, tls);
    } catch (IOException e) {
      watch.abandon();
      throw TransportException.beforeSending(request + " found no connection", e);
    }
  }

  private OutboundResponse answer(
      HttpConnection connection, byte[] message, String method, Watchdog.Watch watch)
      throws IOException {
    ResponseHead head = connection.exchange(message);
    Runnable whenRead =
        () -> {
          if (watch.end() && head.persistent() && connection.quiet()) {
            idle.keep(connection);
          } else {
            watch.abandon();
          }
        };
    var body = new ArrivingBody(head.body(connection.input(), method), watch, whenRead);
    return new OutboundResponse(head.status(), head.headers(), body);
  }
}
