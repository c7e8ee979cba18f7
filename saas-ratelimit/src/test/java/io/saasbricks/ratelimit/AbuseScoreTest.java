package io.saasbricks.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbuseScoreTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # volume, burst, repetition, injection, points
          0,        0,     0,          0,         0
          1,        0,     0,          0,         45
          1,        1,     0,          0,         69
          0,        0,     1,          0,         75
          0,        0,     0,          1,         95
          1,        1,     1,          0,         92
          1,        1,     1,          1,         99
          0,        0.5,   0.5,        0,         51
          """)
  void pointsFollowFromTheSignals(
      double volume, double burst, double repetition, double injection, int points) {
    AbuseScore score =
        AbuseScore.of(
            Map.of(
                AbuseSignal.VOLUME, volume,
                AbuseSignal.BURST, burst,
                AbuseSignal.REPETITION, repetition,
                AbuseSignal.INJECTION, injection));
    assertThat(score.points()).isEqualTo(points);
  }

  @Test
  void theScoreGrowsWithEverySignalAndIsExplainedByThem() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      Map<AbuseSignal, Double> strengths = new EnumMap<>(AbuseSignal.class);
      for (AbuseSignal signal : AbuseSignal.values()) {
        strengths.put(signal, random.nextBoolean() ? 0 : random.nextDouble());
      }
      AbuseScore score = AbuseScore.of(strengths);
      double explained =
          score.contributions().values().stream().mapToDouble(Double::doubleValue).sum();
      assertThat(explained).isBetween(score.points() - 1e-9, score.points() + 1 + 1e-9);
      for (AbuseSignal signal : AbuseSignal.values()) {
        Map<AbuseSignal, Double> more = new EnumMap<>(strengths);
        more.merge(signal, 0.1, (old, added) -> Math.min(1, old + added));
        assertThat(AbuseScore.of(more).points()).isGreaterThanOrEqualTo(score.points());
      }
    }
  }

  @Test
  void theStrongerSignalExplainsMore() {
    Map<AbuseSignal, Double> contributions =
        AbuseScore.of(Map.of(AbuseSignal.REPETITION, 0.9, AbuseSignal.BURST, 0.3)).contributions();
    assertThat(contributions.get(AbuseSignal.REPETITION))
        .isGreaterThan(contributions.get(AbuseSignal.BURST));
    assertThat(contributions.get(AbuseSignal.BURST)).isPositive();
    assertThat(contributions.get(AbuseSignal.VOLUME)).isCloseTo(0, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void pointsAreZeroToAHundred(int points) {
    assertThatThrownBy(() -> new AbuseScore(points, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("points are 0 to 100: " + points);
  }
}
