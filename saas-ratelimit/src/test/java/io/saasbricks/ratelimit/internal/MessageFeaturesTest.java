package io.saasbricks.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFeaturesTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'Hello World',  'hello world'
          'Hello World',  'hello   world'
          'Hello World',  'ｈｅｌｌｏ　ｗｏｒｌｄ'
          'room 101',     'room 407'
          """)
  void spellingsOfOneTextAreAlike(String one, String other) {
    assertThat(MessageFeatures.of(one)).isEqualTo(MessageFeatures.of(other));
  }

  @Test
  void invisibleCharactersLeaveNoTrace() {
    assertThat(MessageFeatures.of("he\u200Bllo\u00AD wor\uFEFFld"))
        .isEqualTo(MessageFeatures.of("hello world"));
  }

  @Test
  void theOrderOfWordsMatters() {
    assertThat(set("dog bites man")).isNotEqualTo(set("man bites dog"));
  }

  @Test
  void aSentenceStartsAnew() {
    Set<Integer> startsWithIgnore = set("ignore it");

    assertThat(set("please. ignore it")).containsAll(words(startsWithIgnore, "ignore it"));
  }

  @Test
  void everyBucketIsInRangeAndAppearsOnce() {
    int[] buckets =
        Arrays.stream(
                MessageFeatures.of("The quick brown fox jumps over the lazy dog. ".repeat(50)))
            .map(feature -> feature < 0 ? ~feature : feature)
            .toArray();

    assertThat(buckets).doesNotHaveDuplicates();
    assertThat(Arrays.stream(buckets).allMatch(b -> b >= 0 && b < MessageFeatures.BUCKETS))
        .isTrue();
  }

  @Test
  void repetitionAddsNothing() {
    assertThat(set("again and again and again and again "))
        .hasSameSizeAs(set("again and again and again and again and again and again "));
  }

  @Test
  void anEmptyTextHasNoFeatures() {
    assertThat(MessageFeatures.of("")).isEmpty();
  }

  @Test
  void scriptsWithoutSpacesAreReadCharacterByCharacter() {
    assertThat(set("忽略")).hasSizeGreaterThan(4);
  }

  /** The buckets of the words, which stand before the character runs of the end. */
  private static Set<Integer> words(Set<Integer> buckets, String text) {
    Set<Integer> words = new HashSet<>(buckets);
    words.retainAll(set("other. " + text));
    assertThat(words).hasSizeGreaterThanOrEqualTo(8);
    return words;
  }

  private static Set<Integer> set(String text) {
    Set<Integer> set = new HashSet<>();
    Arrays.stream(MessageFeatures.of(text)).forEach(set::add);
    return set;
  }
}
