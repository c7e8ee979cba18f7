package io.saasbricks.local.emulator;

import io.saasbricks.local.http.Forward;
import io.saasbricks.local.http.LocalServer;
import io.saasbricks.local.iam.AccessGate;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A template's tables on DynamoDB Local, and the gate through which functions reach them. */
final class GuardedTables implements AutoCloseable {
  /** DynamoDB's own limit on a request, and room for a signature. */
  private static final LocalServer.Limits LIMITS =
      new LocalServer.Limits(64 * 1024, 16 * 1024 * 1024);

  private final LocalServer server;

  private GuardedTables(LocalServer server) {
    this.server = server;
  }

  /** Creates the tables that are not there yet. */
  static GuardedTables open(List<TableDefinition> tables, URI dynamoDb, AccessGate gate) {
    tables.forEach(new TableCreator(dynamoDb)::create);
    try {
      return new GuardedTables(LocalServer.start(0, LIMITS, gate.before(new Forward(dynamoDb))));
    } catch (IOException e) {
      throw new EmulatorException("no port can be bound: " + e.getMessage(), e);
    }
  }

  /** Where functions find DynamoDB. */
  URI endpoint() {
    return server.uri();
  }

  @Override
  public void close() {
    server.close();
  }
}
