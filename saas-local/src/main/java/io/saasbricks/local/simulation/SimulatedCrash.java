package io.saasbricks.local.simulation;

/**
 * The sudden end of a simulated container. An error and not an exception, so that code which
 * catches exceptions cannot survive its own death.
 */
public final class SimulatedCrash extends Error {

  /** A crash at the place told by {@code message}. */
  SimulatedCrash(String message) {
    super(message, null, false, false);
  }
}
