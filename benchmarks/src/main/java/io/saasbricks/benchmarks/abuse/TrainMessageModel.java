package io.saasbricks.benchmarks.abuse;

import io.saasbricks.ratelimit.internal.LinearModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Trains the model of the message detector on labelled files and on the texts of this project,
 * writes it, and prints how many messages of each source a detector flags that has seen no copy of
 * them, and how many one flags that has not seen the source at all.
 *
 * <pre>
 * mvn -q package -DskipTests -pl benchmarks -am
 * java -cp "benchmarks/target/classes:saas-ratelimit/target/classes:saas-core/target/classes:$jackson" \
 *     io.saasbricks.benchmarks.abuse.TrainMessageModel [folder with *.jsonl] [model to write]
 * </pre>
 */
public final class TrainMessageModel {
  private static final long SEED = 1;
  private static final int PER_RULE = 25;

  /**
   * The share of hard harmless messages of unseen sources that may be flagged, which sets the
   * threshold.
   */
  private static final double BUDGET = 0.025;

  private TrainMessageModel() {}

  /**
   * Trains, writes and reports.
   *
   * @param arguments the folder of the labelled files and the file to write
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("give the folder of the data and the file to write");
    }
    run(
        Path.of(arguments[0]),
        Path.of(arguments[1]),
        examples -> train(examples, SEED),
        System.out);
  }

  static void run(
      Path data, Path file, Function<List<Example>, LinearModel> trainer, PrintStream out)
      throws IOException {
    List<Example> examples = new ArrayList<>(Corpus.readAll(data));
    examples.addAll(Corpus.written());
    CrossValidation validation = CrossValidation.of(examples, trainer);
    double margin = validation.margin(BUDGET);
    out.printf("message and its copies unseen:%n%s", validation.unseenMessages(margin));
    out.printf("source unseen:%n%s", validation.unseenSources(margin));
    try (OutputStream model = Files.newOutputStream(file)) {
      trainer.apply(examples).stricter(margin).write(model);
    }
    out.println(Files.size(file) + " bytes written");
  }

  /** The model of these examples, enriched by generated and mixed ones. */
  static LinearModel train(List<Example> examples, long seed) {
    Random random = new Random(seed);
    List<Example> all = new ArrayList<>(examples);
    all.addAll(Corpus.generated(PER_RULE, random));
    all.addAll(Mixtures.of(all, random));
    return LogisticRegression.train(all, seed);
  }
}
