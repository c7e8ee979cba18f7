package io.saasbricks.core.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's side of the Runtime API on a socket, so that every byte of a runtime is seen when it is
 * sent. Gives out its events, then refuses the next.
 */
final class FakeRuntimeApi implements AutoCloseable {
  private static final String END = "<end>";

  private final ServerSocket server;
  private final Queue<String> events;
  private final Thread thread = new Thread(this::accept, "runtime-api");

  /** Every line received, as it is received. */
  final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  /** Whether the caller goes after the first line of an answer's body. */
  volatile boolean callerGoes;

  /** Whether requests are read and never answered. */
  volatile boolean hangsUp;

  FakeRuntimeApi(String... events) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.events = new ArrayDeque<>(List.of(events));
    thread.setDaemon(true);
    thread.start();
  }

  String authority() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Waits for the next line that starts so. */
  String line(String start) throws InterruptedException {
    String line = lines.take();
    while (!line.startsWith(start)) {
      line = lines.take();
    }
    return line;
  }

  /** The lines from the next one that starts so to the end of its request. */
  List<String> request(String start) throws InterruptedException {
    List<String> request = new ArrayList<>();
    for (String line = line(start); !line.equals(END); line = lines.take()) {
      request.add(line);
    }
    return request;
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          serve(socket);
        }
      }
    } catch (IOException closing) {
      lines.add("<closed>");
    }
  }

  private void serve(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String first = in.readLine();
    lines.add(first);
    int length = 0;
    boolean chunked = false;
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      lines.add(line);
      length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
      chunked |= line.equals("Transfer-Encoding: chunked");
    }
    lines.add("");
    if (first.startsWith("GET")) {
      answer(socket, events.poll());
      lines.add(END);
      return;
    }
    if (chunked) {
      if (!readChunks(in)) {
        return;
      }
    } else {
      char[] body = new char[length];
      lines.add(new String(body, 0, Math.max(0, in.read(body))));
    }
    lines.add(END);
    if (hangsUp) {
      return;
    }
    write(socket, "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}");
  }

  /** Whether all were read. */
  private boolean readChunks(BufferedReader in) throws IOException {
    boolean last = false;
    for (String line = in.readLine(); !(last && line.isEmpty()); line = in.readLine()) {
      lines.add(line);
      last |= line.equals("0");
      if (callerGoes && line.startsWith("data:")) {
        lines.add(END);
        return false;
      }
    }
    return true;
  }

  private static void answer(Socket socket, String event) throws IOException {
    if (event == null) {
      write(socket, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      return;
    }
    write(
        socket,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + "Lambda-Runtime-Aws-Request-Id: invocation-1\r\n"
            + "Lambda-Runtime-Deadline-Ms: 1772352005000\r\n"
            + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:x\r\n"
            + "Lambda-Runtime-Trace-Id: Root=1-2-3\r\n"
            + "Content-Length: "
            + event.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + event);
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
