package io.saasbricks.benchmarks.chat.faults;

/** How a vendor fails. Those that answer with status 200, or too late, charge for the call. */
enum Fault {
  /** The connection ends without an answer. */
  RESET,
  /** The whole answer, long after the deadline. */
  SLOW,
  /** The whole answer, byte by byte until long after the deadline. */
  TRICKLING,
  LIMITED,
  LIMITED_UNTOLD,
  SPENT,
  BAD_KEY,
  RETIRED,
  DOWN,
  BAD_GATEWAY,
  GARBAGE,
  /** The connection is cut before the first letter of the text. */
  CUT_BEFORE_TEXT,
  /** The connection is cut after the first letter of the text. */
  CUT_IN_TEXT,
  /** The body ends in order, but anywhere. */
  ENDED_EARLY,
  ERROR_IN_ANSWER,
  EMPTY_ANSWER
}
