package io.saasbricks.core.net;

import io.saasbricks.core.Deadline;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** An open connection to one origin. Used by one exchange at a time. */
final class HttpConnection {
  private final Origin origin;
  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;

  private HttpConnection(Origin origin, Socket socket, Socket channel) throws IOException {
    this.origin = origin;
    this.socket = socket;
    this.input = new BufferedInputStream(channel.getInputStream());
    this.output = channel.getOutputStream();
  }

  /** Connects the socket to the origin and, if it is secure, verifies who answers there. */
  static HttpConnection open(
      Socket socket, Origin origin, Deadline deadline, Supplier<SSLSocketFactory> tls)
      throws IOException {
    // A time-out of zero would mean to wait for ever.
    long millis = Math.max(1, Math.min(Integer.MAX_VALUE, deadline.remaining().toMillis()));
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(origin.address(), origin.port()), (int) millis);
    Socket channel = origin.secure() ? secured(socket, origin, tls.get()) : socket;
    return new HttpConnection(origin, socket, channel);
  }

  private static Socket secured(Socket socket, Origin origin, SSLSocketFactory tls)
      throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(socket, origin.address(), origin.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    // Without this the JDK accepts any trusted certificate, whatever name is in it.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  Origin origin() {
    return origin;
  }

  /** The TCP socket: closing it ends whatever waits on this connection. */
  Socket socket() {
    return socket;
  }

  InputStream input() {
    return input;
  }

  ResponseHead exchange(byte[] message) throws IOException {
    output.write(message);
    output.flush();
    return ResponseHead.read(input);
  }

  /** Whether nothing came after the answer that was read. */
  boolean quiet() {
    try {
      return input.available() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether the server has kept its side open. A request sent to a closed one would fail without
   * anybody knowing whether it was carried out.
   */
  boolean alive() {
    try {
      socket.setSoTimeout(1);
      boolean silent = silent();
      socket.setSoTimeout(0);
      return silent;
    } catch (IOException e) {
      return false;
    }
  }

  /** An idle server has nothing to say: the end of the stream, or a byte, is its farewell. */
  private boolean silent() throws IOException {
    try {
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  void close() {
    Sockets.close(socket);
  }
}
