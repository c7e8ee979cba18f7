package io.saasbricks.conformance;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/** The npm package {@code @copilotkit/aimock}, fetched into {@code target} and run by Node.js. */
final class Aimock implements AutoCloseable {
  private static final String PACKAGE = "@copilotkit/aimock@1.43.0";
  private static final Path FOLDER = Path.of("target", "aimock");
  private static final Path PROGRAM = FOLDER.resolve("node_modules/@copilotkit/aimock/dist/cli.js");
  private static final Path FIXTURES = Path.of("src/test/resources/aimock-fixtures.json");
  private static final long PAUSE_NANOS = 50_000_000;

  private final Process process;
  private final URI address;

  private Aimock(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts the server, or gives the tests up where it cannot be had. */
  static Aimock start() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        installed(), "aimock cannot be fetched: npm and Node.js 20 or newer must be on the path");
    int port = freePort();
    Process process =
        new ProcessBuilder(
                "node",
                PROGRAM.toString(),
                "-p",
                Integer.toString(port),
                "-h",
                "127.0.0.1",
                "-f",
                FIXTURES.toString(),
                "--log-level",
                "warn")
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("aimock.log").toFile())
            .start();
    URI address = URI.create("http://127.0.0.1:" + port);
    while (process.isAlive() && !answers(address)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return new Aimock(process, address);
  }

  URI address() {
    return address;
  }

  private static boolean installed() throws InterruptedException {
    if (Files.exists(PROGRAM)) {
      return true;
    }
    try {
      Files.createDirectories(FOLDER);
      Process npm =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "--prefix",
                  FOLDER.toString(),
                  "--ignore-scripts",
                  "--no-audit",
                  "--no-fund",
                  PACKAGE)
              .redirectErrorStream(true)
              .redirectOutput(FOLDER.resolve("npm.log").toFile())
              .start();
      return npm.waitFor(2, TimeUnit.MINUTES) && npm.exitValue() == 0 && Files.exists(PROGRAM);
    } catch (IOException noNpm) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(URI address) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) address.resolve("/health").toURL().openConnection();
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
