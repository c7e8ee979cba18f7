package io.saasbricks.local;

import io.saasbricks.local.dynamodb.DynamoDbLocal;
import io.saasbricks.local.emulator.EmulatorException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A DynamoDB Local that starts while other things do. */
final class DynamoDbStart implements AutoCloseable {
  private final CompletableFuture<DynamoDbLocal> server =
      CompletableFuture.supplyAsync(DynamoDbLocal::start);

  /** Where it answers, once it does. */
  URI endpoint() {
    try {
      return server.join().endpoint();
    } catch (CompletionException failed) {
      throw new EmulatorException("DynamoDB Local: " + failed.getMessage(), failed);
    }
  }

  /** Stops it as soon as it has started. */
  @Override
  public void close() {
    var unused = server.thenAccept(DynamoDbLocal::close);
  }
}
