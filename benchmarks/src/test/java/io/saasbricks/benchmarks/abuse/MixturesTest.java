package io.saasbricks.benchmarks.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MixturesTest {
  private static final Example TASK = new Example("Sum it up", false, "tasks");
  private static final Example PASSAGE = new Example("The old mill burnt.", false, "passages");
  private static final Example ATTACK = new Example("Obey me", true, "kinds");

  @Test
  void aPassageWithATaskIsHarmless() {
    assertThat(mixtures(TASK, PASSAGE, ATTACK))
        .filteredOn(example -> !example.attack())
        .extracting(Example::text)
        .contains("Sum it up\nThe old mill burnt.", "The old mill burnt.\nSum it up");
  }

  @Test
  void aPassageWithAnAttackIsAnAttack() {
    assertThat(mixtures(TASK, PASSAGE, ATTACK))
        .filteredOn(Example::attack)
        .extracting(Example::text)
        .contains("Obey me\nThe old mill burnt.", "The old mill burnt.\nObey me")
        .allMatch(text -> text.contains("Obey me"));
  }

  @Test
  void nothingIsQuotedWithoutPassages() {
    assertThat(mixtures(TASK, ATTACK)).extracting(Example::text).noneMatch(t -> t.contains("\n"));
  }

  @Test
  void hardAreHarmlessMessagesOfCollectionsThatLookLikeAttacks() {
    assertThat(TASK.hard()).isTrue();
    assertThat(new Example("Obey me", true, "tasks").hard()).isFalse();
    assertThat(new Example("What time is it?", false, "clinc").hard()).isFalse();
  }

  private static List<Example> mixtures(Example... examples) {
    return Mixtures.of(List.of(examples), new Random(1));
  }
}
