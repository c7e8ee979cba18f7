package io.saasbricks.benchmarks.abuse;

import io.saasbricks.ratelimit.abuse.MessageFinding;
import io.saasbricks.ratelimit.internal.LinearModel;
import java.util.ArrayList;
import java.util.List;

/** Judges every example by a model that has seen neither it nor a near duplicate of it. */
final class CrossValidation {
  private static final int FOLDS = 5;

  private CrossValidation() {}

  static Tally of(List<Example> examples, long seed) {
    int[] groups = NearDuplicates.groups(examples.stream().map(Example::text).toList());
    Tally tally = new Tally();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Example> seen = new ArrayList<>();
      List<Example> unseen = new ArrayList<>();
      for (int i = 0; i < groups.length; i++) {
        (foldOf(groups[i]) == fold ? unseen : seen).add(examples.get(i));
      }
      LinearModel model = TrainMessageModel.train(seen, seed);
      for (Example example : unseen) {
        double probability = model.probability(example.features());
        tally.add(example, probability >= MessageFinding.THRESHOLD);
      }
    }
    return tally;
  }

  /** Spread, as neighbours in a collection resemble each other. */
  private static int foldOf(int group) {
    return Math.floorMod((group * 0x9E3779B9) >>> 8, FOLDS);
  }
}
