package io.saasbricks.local.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * First class of a function's own JVM: hands over to AWS's runtime interface client, and ends the
 * process when its standard input does, which is when the emulator closes it, exits or is killed.
 */
final class RuntimeClientMain {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  private RuntimeClientMain() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    var watch = new Thread(() -> exitAtEndOf(System.in), "parent-watch");
    watch.setDaemon(true);
    watch.start();
    Class.forName(CLIENT).getMethod("main", String[].class).invoke(null, (Object) arguments);
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
