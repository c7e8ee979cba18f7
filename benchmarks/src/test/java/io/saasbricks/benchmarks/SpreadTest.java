package io.saasbricks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
  @ParameterizedTest
  @CsvSource({"0, 1", "0.1, 1", "0.5, 3", "0.9, 5", "1.0, 5"})
  void aQuantileIsOneOfTheValues(double part, double expected) {
    assertThat(Spread.quantile(new double[] {1, 2, 3, 4, 5}, part)).isEqualTo(expected);
  }

  @Test
  void theOrderOfMeasurementsIsOfNoAccount() {
    assertThat(Spread.of(5, 1, 4, 2, 3)).isEqualTo(new Spread(1, 3, 5, 5));
  }

  @Test
  void nothingHasNoSpread() {
    assertThatIllegalArgumentException().isThrownBy(Spread::of);
  }
}
