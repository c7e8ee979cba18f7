package io.saasbricks.core.table;

import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.dynamodb.memory.InMemoryDynamoDb;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A database in memory with a table or more, under the client of a function. */
public final class MemoryTables {
  /** The name of the table that is always there. */
  public static final String NAME = "app";

  private final InMemoryDynamoDb database = InMemoryDynamoDb.create(InstantSource.system());

  /** A database with the tables of those names. */
  public MemoryTables(String... names) {
    try (DynamoDbClient unguarded = database.client()) {
      for (String name : names) {
        StandardTable.create(unguarded, name);
      }
    }
  }

  /** A database with the one table {@link #NAME}, and the client of a function. */
  public static DynamoDbClient guarded() {
    return new MemoryTables(NAME).client(DynamoDb.guarded());
  }

  /** A client configured so, of this database. */
  public DynamoDbClient client(ClientOverrideConfiguration configuration) {
    return DynamoDbClient.builder()
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(database.httpClient())
        .overrideConfiguration(configuration)
        .build();
  }

  /** A client that no guard stands before. */
  public DynamoDbClient unguarded() {
    return client(ClientOverrideConfiguration.builder().build());
  }
}
