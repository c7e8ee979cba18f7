package io.saasbricks.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LinearModelTest {
  private final float[] weights = new float[MessageFeatures.BUCKETS];

  @Test
  void weighsFeaturesByTheirNumber() {
    weights[7] = 4;
    weights[8] = -4;
    LinearModel model = LinearModel.of(0, weights);

    assertThat(model.probability(new int[] {7})).isCloseTo(1 / (1 + Math.exp(-4)), within(1e-6));
    assertThat(model.probability(new int[] {7, 8})).isCloseTo(0.5, within(1e-6));
    assertThat(model.probability(new int[] {7, 1, 2, 3}))
        .isCloseTo(1 / (1 + Math.exp(-2)), within(1e-6));
  }

  @Test
  void aComplementedBucketCountsAgainst() {
    weights[7] = 4;

    assertThat(LinearModel.of(0, weights).logit(new int[] {~7})).isCloseTo(-4, within(1e-6));
  }

  @Test
  void evidenceIsNotThinnedOutBeyondALength() {
    assertThat(LinearModel.value(4)).isEqualTo(0.5);
    assertThat(LinearModel.value(3_000)).isEqualTo(LinearModel.value(300));
  }

  @Test
  void aStricterModelNeedsMoreEvidence() {
    weights[7] = 2;
    LinearModel model = LinearModel.of(0, weights);

    assertThat(model.stricter(2).probability(new int[] {7})).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void knowsOnlyTheBiasOfAnEmptyText() {
    assertThat(LinearModel.of(-2, weights).probability(new int[0]))
        .isCloseTo(1 / (1 + Math.exp(2)), within(1e-6));
  }

  @Test
  void readsWhatItWrites() throws IOException {
    weights[100] = 1.5f;
    LinearModel model = LinearModel.of(-0.25f, weights);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.write(bytes);

    LinearModel read = LinearModel.read(new ByteArrayInputStream(bytes.toByteArray()));

    assertThat(read.probability(new int[] {100})).isEqualTo(model.probability(new int[] {100}));
  }

  @Test
  void wantsAWeightForEachBucket() {
    assertThrows(IllegalArgumentException.class, () -> LinearModel.of(0, new float[3]));
  }
}
