package io.saasbricks.benchmarks.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrammarTest {
  @Test
  void derivesEveryCombination() {
    Random random = new Random(1);
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      texts.add(Grammar.derive("{a|b} and {$1|c}{.|}", random));
    }

    assertThat(texts)
        .containsExactlyInAnyOrder(
            "a and $1.",
            "a and $1",
            "a and c.",
            "a and c",
            "b and $1.",
            "b and $1",
            "b and c.",
            "b and c");
  }

  @Test
  void leavesPlainTextAlone() {
    assertThat(Grammar.derive("plain | text", new Random(1))).isEqualTo("plain | text");
  }

  @Test
  void noRuleOfTheCorpusLeavesAChoiceOpen() {
    List<Example> generated = Corpus.generated(5, new Random(1));

    assertThat(generated).hasSizeGreaterThan(100);
    assertThat(generated).noneMatch(example -> example.text().contains("{"));
  }
}
