package io.saasbricks.benchmarks.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationUnitsTest {
  private final ConversationUnits units = new ConversationUnits();

  @Test
  void aTurnTakesThreeTimesFewerUnitsThanTheCommonRecipeAtTurnOneHundred() {
    Units ours = units.ourTurns().get(99);
    Units theirs = units.recipeTurns().get(99);

    assertThat(ours.requests()).isLessThanOrEqualTo(5);
    assertThat(theirs.total()).isGreaterThanOrEqualTo(3 * ours.total());
  }

  @Test
  void aTurnCostsTheSameHoweverLongTheConversationHasBecome() {
    List<Units> turns = units.ourTurns();

    assertThat(turns.get(99).writes()).isEqualTo(turns.get(19).writes());
  }

  @Test
  void aMeteredRequestTakesNoMoreThanByTheCommonRecipe() {
    assertThat(units.meteredRequest().total())
        .isLessThanOrEqualTo(units.recipeMeteredRequest().total());
  }
}
