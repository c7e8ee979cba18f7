package io.saasbricks.local.emulator;

import java.io.IOException;
import java.io.OutputStream;

/**
 * One execution environment of a function: it serves one event at a time and keeps its state
 * between them.
 */
interface Instance extends AutoCloseable {

  /**
   * Runs the handler to its end.
   *
   * @throws IOException if the handler threw
   */
  void invoke(byte[] event, OutputStream out, String requestId) throws IOException;

  /** Whether it can take an event; false once it has ended, by itself or by {@link #close}. */
  boolean isAlive();

  /** Ends the instance, whatever it is doing. */
  @Override
  void close();
}
