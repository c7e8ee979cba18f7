package io.saasbricks.core.net;

import java.io.IOException;
import java.net.Socket;

/** What several classes do with sockets. */
final class Sockets {
  private Sockets() {}

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The socket is given up either way.
      return;
    }
  }
}
