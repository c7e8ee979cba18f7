package io.saasbricks.core.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private final RetryBudget budget = new RetryBudget();

  private int taken() {
    int taken = 0;
    while (budget.take()) {
      taken++;
    }
    return taken;
  }

  @Test
  void lastsForAHundredRepetitions() {
    assertThat(taken()).isEqualTo(100);
  }

  @Test
  void fiveSuccessesBringOneRepetitionBack() {
    taken();
    for (int success = 0; success < 4; success++) {
      budget.succeeded(0);
    }
    assertThat(budget.take()).isFalse();
    budget.succeeded(0);
    assertThat(taken()).isEqualTo(1);
  }

  @Test
  void aSuccessAfterRepetitionsBringsBackWhatTheyTook() {
    taken();
    budget.succeeded(2);
    assertThat(taken()).isEqualTo(2);
  }

  @Test
  void neverGrowsBeyondItsStart() {
    for (int success = 0; success < 1_000; success++) {
      budget.succeeded(2);
    }
    assertThat(taken()).isEqualTo(100);
  }
}
