package io.saasbricks.benchmarks.chat;

/** What the programs that ask once have in common. */
public final class FirstQuestion {
  /** The question. */
  public static final String TEXT = "When are you open?";

  /** The question in OpenAI's format. */
  public static final String JSON =
      "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"" + TEXT + "\"}]}";

  private FirstQuestion() {}

  /** Prints the microseconds since the start, and what was answered, on one line. */
  public static void report(long startNanos, String answer) {
    long micros = (System.nanoTime() - startNanos) / 1_000;
    System.out.println(micros + " " + answer.replaceAll("\\s+", " "));
  }
}
