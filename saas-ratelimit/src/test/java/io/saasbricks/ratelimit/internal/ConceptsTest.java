package io.saasbricks.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConceptsTest {
  private final Concepts concepts = Concepts.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "forget", "vergiss", "olvida", "oublie", "dimentica", "esqueça", "glöm", "забудь", "unut",
        "ξέχασε", "تجاهل", "שכח", "भूल", "quên", "lupakan", "잊어", "忘记", "無視"
      })
  void toForgetIsOneConceptInManyLanguages(String word) {
    assertThat(concept(word)).isEqualTo(concept("ignore")).isNotEqualTo(Concepts.NONE);
  }

  @Test
  void aHyphenStandsForAnyEnding() {
    assertThat(concept("disregarding")).isEqualTo(concept("disregard"));
    assertThat(concept("myth")).isEqualTo(Concepts.NONE);
  }

  /** Folding them at run time would load the tables of Unicode at every start. */
  @Test
  void theWordsAreWrittenFolded() throws Exception {
    try (InputStream in = Concepts.class.getResourceAsStream("concepts.txt")) {
      String[] words = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("[ \n]+");

      assertThat(words)
          .filteredOn(word -> !word.equals(word.toUpperCase(Locale.ROOT)))
          .allSatisfy(word -> assertThat(FoldedText.of(word)).isEqualTo(word));
    }
  }

  @Test
  void mineAndYoursAreDifferent() {
    assertThat(concept("your")).isNotEqualTo(concept("my")).isNotEqualTo(Concepts.NONE);
  }

  @Test
  void sentencesOfOneMeaningShareFeaturesAcrossLanguages() {
    Set<Integer> english = features("forget your rules");
    english.retainAll(features("vergiss deine regeln"));

    assertThat(english).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void conceptsInOtherOrderOrFarApartMakeOtherPairs() {
    assertThat(features("forget the rules")).isNotEqualTo(features("rules the forget"));
    Set<Integer> far = features("forget " + "and then ".repeat(8) + "rules");
    far.retainAll(features("vergiss regeln"));

    assertThat(far).hasSize(2);
  }

  private int concept(String word) {
    String folded = FoldedText.of(word);
    int found = Concepts.NONE;
    int hash = Hashing.BASIS;
    for (int i = 0; i < folded.length(); i++) {
      hash = Hashing.extend(hash, folded.charAt(i));
      found = concepts.ofStem(hash) == Concepts.NONE ? found : concepts.ofStem(hash);
    }
    return concepts.ofWord(hash) == Concepts.NONE ? found : concepts.ofWord(hash);
  }

  private static Set<Integer> features(String text) {
    Set<Integer> features = new HashSet<>();
    for (int feature : MessageFeatures.of(text)) {
      features.add(feature);
    }
    return features;
  }
}
