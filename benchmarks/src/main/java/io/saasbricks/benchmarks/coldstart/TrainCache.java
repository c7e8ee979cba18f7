package io.saasbricks.benchmarks.coldstart;

import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import io.saasbricks.local.http.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Runs a function of the chatbot once, so that its JVM writes an ahead-of-time cache at its end
 * (JDK 25). Needs neither network nor Docker: tables are in memory, vendors are stand-ins.
 *
 * <p>{@code examples/chatbot/aot/train.sh} starts it, in the build of the container image and in
 * {@link ColdStart}.
 */
public final class TrainCache {
  private static final LocalServer.Limits LIMITS = new LocalServer.Limits(64 * 1024, 16 << 20);

  private TrainCache() {}

  /**
   * Trains a cache.
   *
   * @param arguments the template, the path of {@code java}, its file of arguments, the route
   *     ({@code chat}, {@code authorizer} or {@code health}), the cache to write
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path cache = Path.of(arguments[4]);
    List<String> command = List.of(arguments[1], "-XX:AOTCacheOutput=" + cache, "@" + arguments[2]);
    try (LocalServer database = dynamoDb();
        ChatbotStack stack = ChatbotStack.start(Path.of(arguments[0]), database.uri())) {
      Route route = Route.named(arguments[3]);
      new FreshProcess(command, stack.environment())
          .live(route.event(stack, 0), route.proof(), System::nanoTime);
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException(arguments[1] + " wrote no cache; it takes a JDK 25");
    }
    // The emulator's threads would keep this process alive.
    System.exit(0);
  }

  /** DynamoDB in the memory of this process, served over HTTP. */
  static LocalServer dynamoDb() throws IOException {
    return LocalServer.start(0, LIMITS, InMemoryDynamoDb.create(InstantSource.system()).handler());
  }
}
