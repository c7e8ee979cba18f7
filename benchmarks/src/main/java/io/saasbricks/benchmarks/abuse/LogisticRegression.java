package io.saasbricks.benchmarks.abuse;

import io.saasbricks.ratelimit.internal.LinearModel;
import io.saasbricks.ratelimit.internal.MessageFeatures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/*
 * Stochastic gradient descent on the logistic loss with per-weight rates (AdaGrad; Duchi, Hazan and
 * Singer, "Adaptive Subgradient Methods", 2011) and a little weight decay. All features of a message
 * have the same value, see LinearModel.value.
 */

/** Trains a {@link LinearModel}. The same examples and seed give the same model. */
final class LogisticRegression {
  private static final int EPOCHS = 20;
  private static final double RATE = 0.1;
  private static final double DECAY = 1e-5;
  private static final double SMALL = 1e-8;

  private final float[] weights = new float[MessageFeatures.BUCKETS];
  private final float[] squares = new float[MessageFeatures.BUCKETS];
  private double bias;
  private double biasSquares = SMALL;

  private LogisticRegression() {}

  static LinearModel train(List<Example> examples, long seed) {
    LogisticRegression regression = new LogisticRegression();
    List<Example> order = new ArrayList<>(examples);
    Random random = new Random(seed);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(order, random);
      order.forEach(regression::learn);
    }
    return LinearModel.of((float) regression.bias, regression.weights);
  }

  private void learn(Example example) {
    int[] features = example.features();
    double value = LinearModel.value(features.length);
    double sum = bias;
    for (int feature : features) {
      sum += feature < 0 ? -weights[~feature] * value : weights[feature] * value;
    }
    double error = (1 / (1 + Math.exp(-sum)) - (example.attack() ? 1 : 0)) * importance(example);
    biasSquares += error * error;
    bias -= RATE * error / Math.sqrt(biasSquares);
    for (int feature : features) {
      adjust(feature < 0 ? ~feature : feature, (feature < 0 ? -error : error) * value);
    }
  }

  private void adjust(int bucket, double slope) {
    double gradient = slope + DECAY * weights[bucket];
    squares[bucket] += (float) (gradient * gradient);
    weights[bucket] -= (float) (RATE * gradient / Math.sqrt(squares[bucket] + SMALL));
  }

  /** What is hard to tell counts more, and what was generated less. */
  private static double importance(Example example) {
    if (example.hard()) {
      return 2;
    }
    return example.collection().equals("grammar") ? 0.5 : 1;
  }
}
