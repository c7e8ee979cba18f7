package io.saasbricks.benchmarks.chat.faults;

/**
 * What a router gave for a turn.
 *
 * @param millis from question to answer or failure
 * @param input tokens reported, 0 without an answer
 * @param output tokens reported, 0 without an answer
 * @param told the pieces of a stream
 * @param answer what was returned as the answer, {@link #NONE} after a failure
 */
record Reply(Turn turn, long millis, int input, int output, String told, String answer) {
  static final String NONE = "-";

  static Reply none(Turn turn, long millis, String told) {
    return new Reply(turn, millis, 0, 0, told, NONE);
  }

  /**
   * Reads a line of a router's program: the members in order, with tabs between them.
   *
   * @throws IllegalStateException if the program wrote something else
   */
  static Reply of(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length != 6) {
      throw new IllegalStateException("not a reply: " + line);
    }
    return new Reply(
        new Turn(Integer.parseInt(parts[0])),
        Long.parseLong(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]),
        parts[4],
        parts[5]);
  }

  String line() {
    return turn.number()
        + "\t"
        + millis
        + "\t"
        + input
        + "\t"
        + output
        + "\t"
        + told
        + "\t"
        + answer;
  }

  boolean answered() {
    return !answer.equals(NONE);
  }

  /** Whether the answer is all that a vendor wrote, and was told so. */
  boolean whole() {
    return turn.written(answer) && (!turn.streamed() || told.equals(answer));
  }
}
