package io.saasbricks.local.emulator;

/** How an invocation ended, seen from its caller. */
enum Outcome {
  /** The handler returned; what it wrote is complete. */
  RETURNED,
  /**
   * The handler threw, ran out of its time or wrote too much; the reason was reported on standard
   * error.
   */
  FAILED,
  /** The caller's patience ended before the function did, which goes on. */
  STILL_RUNNING
}
