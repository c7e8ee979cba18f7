package io.saasbricks.logging;

import java.io.PrintStream;

/** Where log lines go. */
interface Output {
  /**
   * The stream as of now. A line reaches it in one call of {@link PrintStream#write(byte[], int,
   * int)}, which no other thread's call can split.
   */
  PrintStream stream();
}
