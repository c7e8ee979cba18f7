package io.saasbricks.local.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;

/** One client's connection: requests in, answers out, until either side ends it. */
final class Connection {
  private final Socket socket;
  private final RequestReader reader;
  private final OutputStream out;
  private final LocalHandler handler;

  Connection(Socket socket, LocalServer.Limits limits, LocalHandler handler) throws IOException {
    // Nagle's algorithm would hold back the second small write of every answer for 40 ms.
    socket.setTcpNoDelay(true);
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
    this.reader =
        new RequestReader(new BufferedInputStream(socket.getInputStream(), 16 * 1024), out, limits);
    this.handler = handler;
  }

  void serve() throws IOException {
    boolean open = true;
    while (open && !socket.isClosed()) {
      open = serveOne();
    }
  }

  /** Whether the connection may carry another request. */
  private boolean serveOne() throws IOException {
    LocalRequest request;
    try {
      var next = reader.read();
      if (next.isEmpty()) {
        return false;
      }
      request = next.get();
    } catch (UnreadableRequest refused) {
      new ResponseWriter(out, false).write(refused.response(), false);
      return false;
    }
    boolean keepAlive =
        !request.header("connection").orElse("").toLowerCase(Locale.ROOT).contains("close");
    new ResponseWriter(out, request.method().equals("HEAD")).write(answer(request), keepAlive);
    return keepAlive;
  }

  private LocalResponse answer(LocalRequest request) {
    try {
      return handler.handle(request);
    } catch (RuntimeException bug) {
      bug.printStackTrace();
      return LocalResponse.json(500, "{\"message\":\"Internal Server Error\"}");
    }
  }
}
