package io.saasbricks.benchmarks.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationUnitsTest {
  private final ConversationUnits units = new ConversationUnits();

  @Test
  void aTurnTakesThreeTimesFewerUnitsThanTheCommonRecipeAtTurnOneHundred() {
    Units ours = units.ourTurns().get(100);
    Units theirs = units.recipeTurns().get(100);

    assertThat(ours.requests()).isLessThanOrEqualTo(5);
    assertThat(theirs.total()).isGreaterThanOrEqualTo(3 * ours.total());
  }

  @Test
  void aTurnCostsTheSameHoweverLongTheConversationHasBecome() {
    Map<Integer, Units> turns = units.ourTurns();

    assertThat(turns.get(100).writes()).isEqualTo(turns.get(20).writes());
  }

  @Test
  void aMeteredRequestTakesNoMoreThanByTheCommonRecipe() {
    assertThat(units.meteredRequest().total())
        .isLessThanOrEqualTo(units.recipeMeteredRequest().total());
  }
}
