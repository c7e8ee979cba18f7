package io.saasbricks.benchmarks.abuse;

import io.saasbricks.ratelimit.internal.LinearModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Judges every example by a model that has seen neither it nor a near duplicate of it. */
final class CrossValidation {
  private static final int FOLDS = 5;
  private static final Set<String> HARD =
      Set.of("customers -", "trades -", "tasks -", "chatter -", "self-instruct -");

  private final List<Example> examples;
  private final int[] groups;
  private final Function<List<Example>, LinearModel> trainer;
  private final List<LinearModel> models = new ArrayList<>();

  private CrossValidation(List<Example> examples, Function<List<Example>, LinearModel> trainer) {
    this.examples = examples;
    this.groups = NearDuplicates.groups(examples.stream().map(Example::text).toList());
    this.trainer = trainer;
  }

  /** Trains a model for each fold, on the others. */
  static CrossValidation of(List<Example> examples, Function<List<Example>, LinearModel> trainer) {
    CrossValidation validation = new CrossValidation(examples, trainer);
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Example> seen = new ArrayList<>();
      for (int i = 0; i < examples.size(); i++) {
        if (validation.foldOf(i) != fold) {
          seen.add(examples.get(i));
        }
      }
      validation.models.add(trainer.apply(seen));
    }
    return validation;
  }

  /**
   * The logit from which on a model may flag if it is to flag at most this share of the hard
   * harmless messages.
   */
  double margin(double budget) {
    double[] logits = new double[examples.size()];
    int count = 0;
    for (int i = 0; i < logits.length; i++) {
      if (HARD.contains(examples.get(i).source())) {
        logits[count++] = models.get(foldOf(i)).logit(examples.get(i).features());
      }
    }
    Arrays.sort(logits, 0, count);
    return count == 0 ? 0 : logits[(int) ((1 - budget) * count)];
  }

  /** What detectors flag that have not seen the message nor a copy. */
  Tally unseenMessages(double margin) {
    List<Detection> detections =
        models.stream().map(model -> Detection.by(model.stricter(margin))).toList();
    Tally tally = new Tally();
    for (int i = 0; i < examples.size(); i++) {
      tally.add(examples.get(i), detections.get(foldOf(i)).flags(examples.get(i)));
    }
    return tally;
  }

  /** What detectors flag that have not seen the message's source, nor a copy from another one. */
  Tally unseenSources(double margin) {
    Tally tally = new Tally();
    for (String source : new HashSet<>(examples.stream().map(Example::collection).toList())) {
      Detection detection = Detection.by(trainer.apply(without(source)).stricter(margin));
      examples.stream()
          .filter(example -> example.collection().equals(source))
          .forEach(example -> tally.add(example, detection.flags(example)));
    }
    return tally;
  }

  private List<Example> without(String source) {
    Set<Integer> hidden = new HashSet<>();
    for (int i = 0; i < examples.size(); i++) {
      if (examples.get(i).collection().equals(source)) {
        hidden.add(groups[i]);
      }
    }
    List<Example> seen = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      if (!hidden.contains(groups[i])) {
        seen.add(examples.get(i));
      }
    }
    return seen;
  }

  /** Spread, as neighbours in a collection resemble each other. */
  private int foldOf(int example) {
    return Math.floorMod((groups[example] * 0x9E3779B9) >>> 8, FOLDS);
  }
}
