package com.example;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.vertx.http.HttpServer;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A Quarkus application that answers three requests a day, and four requests to it. */
@QuarkusMain
public class Main implements QuarkusApplication {
  @Inject HttpServer server;

  /** In place of {@code DynamoDb.client(System.getenv())}. */
  @Produces
  @Singleton
  DynamoDbClient client() {
    DynamoDbClient client = InMemoryDynamoDb.create(InstantSource.system()).client();
    StandardTable.create(client, "app");
    return client;
  }

  @Override
  public int run(String... arguments) throws Exception {
    URI chat = URI.create("http://127.0.0.1:" + server.getPort() + "/chat");
    for (int expected : List.of(200, 200, 200, 429)) {
      int status = ((HttpURLConnection) chat.toURL().openConnection()).getResponseCode();
      if (status != expected) {
        throw new IllegalStateException("answered " + status + " instead of " + expected);
      }
    }
    return 0;
  }
}
