package io.saasbricks.local.dynamodb;

import static java.util.Objects.requireNonNull;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A table for one test: shared by all tests of the JVM, so that no test pays for its creation, with
 * a tenant no other test uses, so that none sees another's items.
 *
 * @param client a client with the SDK's defaults, shared; leave it open
 * @param tableName the name of a table with the layout of {@link StandardTable}
 * @param tenant a random tenant id matching {@code [a-z0-9]{8,32}}; use it in every partition key
 */
public record LocalTable(DynamoDbClient client, String tableName, String tenant) {

  /** Checks that nothing is missing and that the tenant has the promised form. */
  public LocalTable {
    requireNonNull(client, "client");
    requireNonNull(tableName, "tableName");
    if (!tenant.matches("[a-z0-9]{8,32}")) {
      throw new IllegalArgumentException("tenant must match [a-z0-9]{8,32}: " + tenant);
    }
  }
}
