package io.saasbricks.local.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * First class of the child process: starts DynamoDB Local and ends the process when its standard
 * input does, which is when the parent closes it, exits or is killed.
 */
final class DynamoDbLocalMain {
  private static final String SERVER = "software.amazon.dynamodb.services.local.main.ServerRunner";

  private DynamoDbLocalMain() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread watch = new Thread(() -> exitAtEndOf(System.in), "parent-watch");
    watch.setDaemon(true);
    watch.start();
    Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) arguments);
  }

  private static void exitAtEndOf(InputStream input) {
    try {
      input.transferTo(OutputStream.nullOutputStream());
    } catch (IOException parentIsGone) {
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }
}
