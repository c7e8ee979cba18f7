package io.saasbricks.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * First class of a child process: runs the main class named by the first argument with the other
 * arguments, and ends the process when its standard input does, which is when the parent closes it,
 * exits or is killed.
 */
final class ChildMain {
  private ChildMain() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread watch = new Thread(() -> exitAtEndOf(System.in), "parent-watch");
    watch.setDaemon(true);
    watch.start();
    String[] others = Arrays.copyOfRange(arguments, 1, arguments.length);
    Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) others);
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
