package io.saasbricks.examples.chatbot;

import io.saasbricks.local.http.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/**
 * The npm package {@code serverless-offline} as the HTTP API of a template, in front of functions
 * that an emulator runs: routes, CORS and events are then the work of others. Installed into {@code
 * target} once.
 */
final class ServerlessOffline implements AutoCloseable {
  private static final List<String> PACKAGES =
      List.of("serverless@3.40.0", "serverless-offline@14.8.2");
  private static final Path HOME = Path.of("target", "serverless-offline").toAbsolutePath();
  private static final Path MODULES = HOME.resolve("node_modules");
  private static final Path PROGRAM = MODULES.resolve("serverless/bin/serverless.js");
  private static final int INSTALL_MINUTES = 10;
  private static final long PAUSE_NANOS = 50_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final LocalServer bridge;
  private final Process process;
  private final int port;

  private ServerlessOffline(LocalServer bridge, Process process, int port) {
    this.bridge = bridge;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it where it is installed.
   *
   * @param name of the service, and of its folder
   * @param functions the address of the emulator that runs the same template
   */
  static ServerlessOffline start(String name, Path template, URI functions)
      throws IOException, InterruptedException {
    Path folder = HOME.resolve(name);
    ServerlessService.write(template, folder);
    // The body holds an event, whose body is text within text within text.
    var limits = new LocalServer.Limits(10_240, 64 * 1024 * 1024);
    LocalServer bridge = LocalServer.start(0, limits, new OfflineBridge(functions));
    int port = freePort();
    var started = new ServerlessOffline(bridge, launch(folder, port, bridge.port()), port);
    try {
      started.awaitReady(folder);
      return started;
    } catch (IllegalStateException never) {
      started.close();
      throw never;
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    bridge.close();
  }

  /** Installs it; tests that want it are skipped without npm or its registry. */
  static ConditionEvaluationResult install() {
    try {
      return installed()
          ? ConditionEvaluationResult.enabled("installed")
          : ConditionEvaluationResult.disabled("npm did not install " + PACKAGES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean installed() throws InterruptedException {
    if (Files.exists(PROGRAM)) {
      return true;
    }
    try {
      Files.createDirectories(HOME);
      // The plugin asks for serverless 4, which does not run without an account.
      var npm =
          new ProcessBuilder(
              "npm",
              "install",
              "--prefix",
              HOME.toString(),
              "--no-save",
              "--legacy-peer-deps",
              "--ignore-scripts",
              "--no-audit",
              "--no-fund");
      npm.command().addAll(PACKAGES);
      npm.redirectErrorStream(true).redirectOutput(HOME.resolve("npm.log").toFile());
      Process running = npm.start();
      return running.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)
          && running.exitValue() == 0
          && Files.exists(PROGRAM);
    } catch (IOException noNpm) {
      return false;
    }
  }

  private static Process launch(Path folder, int port, int bridgePort) throws IOException {
    var builder =
        new ProcessBuilder(
            "node",
            PROGRAM.toString(),
            "offline",
            "--host",
            "127.0.0.1",
            "--httpPort",
            Integer.toString(port),
            "--lambdaPort",
            Integer.toString(freePort()),
            "--noPrependStageInUrl");
    builder.environment().put("JAVA_OFFLINE_SERVER", Integer.toString(bridgePort));
    builder.environment().put("SLS_TELEMETRY_DISABLED", "1");
    builder.environment().put("SLS_NOTIFICATIONS_MODE", "off");
    builder.environment().put("AWS_ACCESS_KEY_ID", "none");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "none");
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("offline.log").toFile())
        .start();
  }

  private void awaitReady(Path folder) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("it did not start: " + folder.resolve("offline.log"));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
