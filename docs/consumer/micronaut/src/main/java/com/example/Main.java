package com.example;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.server.EmbeddedServer;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A Micronaut application that answers three requests a day, and four requests to it. */
@Factory
public class Main {
  /** In place of {@code DynamoDb.client(System.getenv())}. */
  @Singleton
  DynamoDbClient client() {
    DynamoDbClient client = InMemoryDynamoDb.create(InstantSource.system()).client();
    StandardTable.create(client, "app");
    return client;
  }

  public static void main(String[] arguments) throws Exception {
    // The usual pool's threads would outlive the application by a minute, and Maven waits for them.
    Map<String, Object> settings =
        Map.of("micronaut.server.port", -1, "micronaut.executors.io.type", "WORK_STEALING");
    try (ApplicationContext application = ApplicationContext.run(settings)) {
      EmbeddedServer server = application.getBean(EmbeddedServer.class).start();
      URI chat = server.getURI().resolve("/chat");
      for (int expected : List.of(200, 200, 200, 429)) {
        int status = ((HttpURLConnection) chat.toURL().openConnection()).getResponseCode();
        if (status != expected) {
          throw new IllegalStateException("answered " + status + " instead of " + expected);
        }
      }
    }
  }
}
