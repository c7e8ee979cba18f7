package com.example;

import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A Spring Boot application that answers three requests a day, and four requests to it. */
@SpringBootApplication
public class Main {
  /** In place of {@code DynamoDb.client(System.getenv())}. */
  @Bean
  DynamoDbClient client() {
    DynamoDbClient client = InMemoryDynamoDb.create(InstantSource.system()).client();
    StandardTable.create(client, "app");
    return client;
  }

  public static void main(String[] arguments) throws Exception {
    try (ConfigurableApplicationContext application =
        SpringApplication.run(Main.class, "--server.port=0", "--server.address=127.0.0.1")) {
      String port = application.getEnvironment().getRequiredProperty("local.server.port");
      URI chat = URI.create("http://127.0.0.1:" + port + "/chat");
      for (int expected : List.of(200, 200, 200, 429)) {
        int status = ((HttpURLConnection) chat.toURL().openConnection()).getResponseCode();
        if (status != expected) {
          throw new IllegalStateException("answered " + status + " instead of " + expected);
        }
      }
    }
  }
}
