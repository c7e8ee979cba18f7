package io.saasbricks.local.emulator;

import java.io.OutputStream;
import java.time.Duration;

/**
 * Runs one function's invocations, each in an instance that does nothing else meanwhile. Safe for
 * concurrent use.
 */
interface FunctionRuntime extends AutoCloseable {

  /**
   * Invokes the function.
   *
   * @param event the event, JSON
   * @param out takes what the handler writes
   * @param patience how long the caller waits; the function's own timeout also ends the wait
   */
  Outcome invoke(byte[] event, OutputStream out, Duration patience);

  /**
   * Creates the first instance, so that a function that cannot start is known before the first
   * request.
   */
  void warmUp();

  @Override
  void close();
}
