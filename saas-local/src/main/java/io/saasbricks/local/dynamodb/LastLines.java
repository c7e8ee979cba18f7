package io.saasbricks.local.dynamodb;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Scanner;

/** The newest lines of a stream, drained by a daemon thread so that its writer never blocks. */
final class LastLines {
  private static final int KEPT = 40;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  private LastLines(InputStream stream) {
    reader = new Thread(() -> drain(stream), "dynamodb-local-output");
    reader.setDaemon(true);
  }

  static LastLines of(InputStream stream) {
    LastLines lines = new LastLines(stream);
    lines.reader.start();
    return lines;
  }

  /** The newest lines once the stream has ended. */
  String await() throws InterruptedException {
    reader.join();
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  private void drain(InputStream stream) {
    try (Scanner scanner = new Scanner(stream, StandardCharsets.UTF_8)) {
      while (scanner.hasNextLine()) {
        add(scanner.nextLine());
      }
    }
  }

  private void add(String line) {
    synchronized (lines) {
      lines.addLast(line);
      if (lines.size() > KEPT) {
        lines.removeFirst();
      }
    }
  }
}
