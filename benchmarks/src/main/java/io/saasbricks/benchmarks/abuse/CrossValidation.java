package io.saasbricks.benchmarks.abuse;

import io.saasbricks.ratelimit.internal.LinearModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Judges every example by models that have seen neither it nor a near duplicate of it. */
final class CrossValidation {
  private static final int FOLDS = 5;

  private final List<Example> examples;
  private final int[] groups;
  private final List<LinearModel> byFold = new ArrayList<>();
  private final Map<String, LinearModel> byCollection = new TreeMap<>();

  private CrossValidation(List<Example> examples) {
    this.examples = examples;
    this.groups = NearDuplicates.groups(examples.stream().map(Example::text).toList());
  }

  /** Trains a model for each fold, on the others, and one for each collection, on the others. */
  static CrossValidation of(List<Example> examples, Function<List<Example>, LinearModel> trainer) {
    CrossValidation validation = new CrossValidation(examples);
    for (int fold = 0; fold < FOLDS; fold++) {
      int hidden = fold;
      validation.byFold.add(
          trainer.apply(validation.all(example -> validation.foldOf(example) != hidden)));
    }
    for (String collection : new HashSet<>(examples.stream().map(Example::collection).toList())) {
      Set<Integer> hidden = validation.groupsOf(collection);
      validation.byCollection.put(
          collection,
          trainer.apply(validation.all(example -> !hidden.contains(validation.groups[example]))));
    }
    return validation;
  }

  /**
   * The logit from which on a model may flag if it is to flag at most this share of the hard
   * harmless messages, each judged by a model that has not seen its collection.
   */
  double margin(double budget) {
    double[] logits =
        byCollection.entrySet().stream()
            .flatMapToDouble(
                model ->
                    of(model.getKey())
                        .filter(Example::hard)
                        .mapToDouble(example -> model.getValue().logit(example.features())))
            .sorted()
            .toArray();
    return logits.length == 0 ? 0 : logits[(int) ((1 - budget) * logits.length)];
  }

  /** What detectors flag that have not seen the message nor a copy. */
  Tally unseenMessages(double margin) {
    List<Detection> detections =
        byFold.stream().map(model -> Detection.by(model.stricter(margin))).toList();
    Tally tally = new Tally();
    for (int i = 0; i < examples.size(); i++) {
      tally.add(examples.get(i), detections.get(foldOf(i)).flags(examples.get(i)));
    }
    return tally;
  }

  /** What detectors flag that have not seen the message's source, nor a copy from another one. */
  Tally unseenSources(double margin) {
    Tally tally = new Tally();
    byCollection.forEach(
        (collection, model) -> {
          Detection detection = Detection.by(model.stricter(margin));
          of(collection).forEach(example -> tally.add(example, detection.flags(example)));
        });
    return tally;
  }

  private Stream<Example> of(String collection) {
    return examples.stream().filter(example -> example.collection().equals(collection));
  }

  private Set<Integer> groupsOf(String collection) {
    Set<Integer> found = new HashSet<>();
    for (int i = 0; i < examples.size(); i++) {
      if (examples.get(i).collection().equals(collection)) {
        found.add(groups[i]);
      }
    }
    return found;
  }

  private List<Example> all(IntPredicate seen) {
    return IntStream.range(0, examples.size()).filter(seen).mapToObj(examples::get).toList();
  }

  /** Spread, as neighbours in a collection resemble each other. */
  private int foldOf(int example) {
    return Math.floorMod((groups[example] * 0x9E3779B9) >>> 8, FOLDS);
  }
}
