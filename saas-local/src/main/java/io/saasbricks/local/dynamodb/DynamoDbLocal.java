package io.saasbricks.local.dynamodb;

import io.saasbricks.local.process.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A running DynamoDB Local: AWS's own server, in memory, in a process of its own so that its jars
 * never meet ours. It listens on a free port of the loopback address and ends with this JVM,
 * however this JVM ends.
 *
 * <p>The jars are read from the Maven repository named by the system property {@code
 * saasbricks.repository}, else from the one that holds the AWS SDK, else from {@code
 * ~/.m2/repository}. The server's native library exists for x86-64 machines only.
 *
 * <p>Safe for concurrent use.
 */
public final class DynamoDbLocal implements AutoCloseable {
  private static final String SERVER = "software.amazon.dynamodb.services.local.main.ServerRunner";
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final int START_ATTEMPTS = 3;

  private final Process process;
  private final URI endpoint;

  private DynamoDbLocal(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts a server and returns when it answers, usually in little more than a second.
   *
   * @throws IllegalStateException if a jar is missing or the server does not start; the message
   *     holds the Maven command that fetches the jars, or the last lines the server wrote
   */
  public static DynamoDbLocal start() {
    return start(DynamoDbLocalJars.find());
  }

  /**
   * The server shared by everything in this JVM, started by the first call. Leave it open: it ends
   * with the JVM.
   *
   * @throws IllegalStateException as {@link #start()} does
   */
  public static DynamoDbLocal shared() {
    return Shared.SERVER;
  }

  /** The address of the server, such as {@code http://127.0.0.1:34567}. */
  public URI endpoint() {
    return endpoint;
  }

  /**
   * A new client of this server with the SDK's default retries. The caller closes it.
   *
   * @param interceptors called in this order around each request
   */
  public DynamoDbClient client(ExecutionInterceptor... interceptors) {
    return LocalClient.builder(
            endpoint, settings -> settings.executionInterceptors(List.of(interceptors)))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  /** Ends the server and forgets its tables. Closing twice is harmless. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  static DynamoDbLocal start(DynamoDbLocalJars jars) {
    String failure = "";
    for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
      Launch launch = Launch.on(freePort(), jars);
      Optional<String> ended = launch.awaitReady();
      if (ended.isEmpty()) {
        return new DynamoDbLocal(launch.process(), launch.endpoint());
      }
      failure = ended.get();
    }
    throw new IllegalStateException("DynamoDB Local did not start:\n" + failure);
  }

  long processId() {
    return process.pid();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Shared {
    static final DynamoDbLocal SERVER = start();
  }

  /** A child process that may still lose its port to somebody else. */
  private record Launch(Process process, LastLines output, URI endpoint) {

    static Launch on(int port, DynamoDbLocalJars jars) {
      ProcessBuilder builder = server(port, jars).process().redirectErrorStream(true);
      try {
        Process process = builder.start();
        return new Launch(
            process,
            LastLines.of(process.getInputStream()),
            URI.create("http://127.0.0.1:" + port));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static ChildJvm server(int port, DynamoDbLocalJars jars) {
      return new ChildJvm(
          jars.classPath(),
          List.of("-Dsqlite4java.library.path=" + jars.nativeLibraries()),
          SERVER,
          List.of("-port", Integer.toString(port), "-inMemory", "-sharedDb", "-disableTelemetry"));
    }

    /** Empty when the server answers, else the last lines of the process that ended. */
    Optional<String> awaitReady() {
      long deadline = System.nanoTime() + START_LIMIT.toNanos();
      try {
        while (!answers()) {
          if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
            return Optional.of(output.await());
          }
          if (System.nanoTime() > deadline) {
            process.destroyForcibly();
            return Optional.of(output.await());
          }
        }
        return Optional.empty();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while DynamoDB Local started", e);
      }
    }

    private boolean answers() {
      try {
        HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
        connection.setRequestProperty("X-Amz-Target", "DynamoDB_20120810.ListTables");
        connection.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
        connection.setRequestProperty(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/dynamodb/aws4_request, "
                + "SignedHeaders=host, Signature=0");
        connection.setDoOutput(true);
        connection.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
        try (InputStream body = connection.getInputStream()) {
          body.readAllBytes();
        }
        return true;
      } catch (IOException notYet) {
        return false;
      }
    }
  }
}
