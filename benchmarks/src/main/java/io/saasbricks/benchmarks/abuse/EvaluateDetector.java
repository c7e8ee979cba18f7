package io.saasbricks.benchmarks.abuse;

import io.saasbricks.ratelimit.abuse.MessageDetector;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Judges the shipped detector on labelled files: how many messages of each source it flags, and how
 * long it takes for a message of 500 characters.
 *
 * <pre>
 * java -cp "$classes" io.saasbricks.benchmarks.abuse.EvaluateDetector [files *.jsonl]
 * </pre>
 */
public final class EvaluateDetector {
  private static final int WARM_UP = 20_000;
  private static final int ROUNDS = 20_000;
  private static final int CHARACTERS = 500;

  private EvaluateDetector() {}

  /**
   * Evaluates and reports.
   *
   * @param arguments the labelled files
   */
  public static void main(String[] arguments) throws IOException {
    List<Example> examples = new ArrayList<>();
    for (String file : arguments) {
      examples.addAll(Corpus.read(Path.of(file)));
    }
    run(examples, System.out, System::nanoTime);
  }

  static void run(List<Example> examples, PrintStream out, LongSupplier nanoTime) {
    MessageDetector detector = MessageDetector.standard();
    Tally tally = new Tally();
    examples.forEach(example -> tally.add(example, detector.inspect(example.text()).flagged()));
    out.print(tally);
    out.printf(
        Locale.ROOT,
        "%.1f microseconds for %d characters%n",
        microseconds(detector, nanoTime),
        CHARACTERS);
  }

  private static double microseconds(MessageDetector detector, LongSupplier nanoTime) {
    String text = "Where is my parcel? It should have come on Monday, please look. ".repeat(8);
    String message = text.substring(0, CHARACTERS);
    double checksum = 0;
    for (int i = 0; i < WARM_UP; i++) {
      checksum += detector.inspect(message).suspicion();
    }
    long start = nanoTime.getAsLong();
    for (int i = 0; i < ROUNDS; i++) {
      checksum += detector.inspect(message).suspicion();
    }
    double elapsed = nanoTime.getAsLong() - start;
    // Used, so that the compiler cannot drop the work.
    return checksum < 0 ? 0 : elapsed / ROUNDS / 1_000;
  }
}
