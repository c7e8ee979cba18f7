package io.saasbricks.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenTextTest {
  private static final String BLACK_FLAG = "\uD83C\uDFF4";

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'nothing hidden',         0
          'a\u200Bb\u2060c\uFEFF', 3
          'می\u200Cخواهم',          0
          'soft\u00ADhyphen',       0
          """)
  void zeroWidthSpacesAreHiddenAndJoinersAreNot(String text, int hidden) {
    assertThat(HiddenText.count(text)).isEqualTo(hidden);
  }

  @Test
  void tagsAreHiddenOneByOne() {
    assertThat(HiddenText.count("x" + tags("obey"))).isEqualTo(4);
    assertThat(HiddenText.count(tags("o") + "\u200B" + tags("k"))).isEqualTo(3);
    assertThat(HiddenText.count(Character.toString(0xE0000) + Character.toString(0xE007F)))
        .isEqualTo(2);
  }

  @Test
  void theTagsOfAFlagAreNotHiddenButThoseAfterTheNextCharacterAre() {
    assertThat(HiddenText.count(BLACK_FLAG + tags("gbsct"))).isZero();
    assertThat(HiddenText.count(BLACK_FLAG + " " + tags("gbsct"))).isEqualTo(5);
    assertThat(HiddenText.count("\uDFF4" + tags("gb"))).isEqualTo(2);
  }

  @Test
  void otherCharactersOfThePlaneAndHalvesOfTagsAreNotTags() {
    // The first character after the tags: the variation selectors of ideographs follow later.
    assertThat(HiddenText.count(Character.toString(0xE0080))).isZero();
    assertThat(HiddenText.count("\uDB40")).isZero();
    assertThat(HiddenText.count("\uDB40x")).isZero();
    assertThat(HiddenText.count("\uDB40\uDBFF")).isZero();
  }

  private static String tags(String text) {
    StringBuilder tags = new StringBuilder();
    text.chars().forEach(c -> tags.appendCodePoint(0xE0000 + c));
    return tags.toString();
  }
}
