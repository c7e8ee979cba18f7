package io.saasbricks.benchmarks.abuse;

import io.saasbricks.ratelimit.abuse.MessageDetector;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Judges the shipped detector on labelled files: how many messages of each source it flags, and how
 * long it takes for a message of 500 characters in the best of many rounds, as other work may share
 * the machine.
 *
 * <pre>
 * java -cp "$classes" io.saasbricks.benchmarks.abuse.EvaluateDetector [files *.jsonl]
 * </pre>
 */
public final class EvaluateDetector {
  private static final int ROUNDS = 100;
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
    List<String> messages = ordinaryMessages();
    double fastest = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = nanoTime.getAsLong();
      double suspicion =
          messages.stream().mapToDouble(message -> detector.inspect(message).suspicion()).sum();
      double elapsed = nanoTime.getAsLong() - start;
      // The sum is used, so that the compiler cannot drop the work.
      fastest = suspicion < 0 ? 0 : Math.min(fastest, elapsed / messages.size() / 1_000);
    }
    return fastest;
  }

  /** In many languages and without repetition, which would cost less. */
  private static List<String> ordinaryMessages() {
    String text =
        Corpus.written().stream()
            .filter(example -> !example.attack())
            .map(Example::text)
            .collect(Collectors.joining(" "));
    return IntStream.range(0, text.length() / CHARACTERS)
        .mapToObj(i -> text.substring(i * CHARACTERS, (i + 1) * CHARACTERS))
        .toList();
  }
}
