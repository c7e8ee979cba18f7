package io.saasbricks.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''              | 0
          a               | 1
          hello           | 1
          internet        | 2
          hello world     | 2
          Hi, you!        | 4
          '   '           | 0
          internationalisation | 4
          """)
  void wordsAndSignsAreCounted(String text, int tokens) {
    assertThat(Tokens.count(text)).isEqualTo(tokens);
  }

  @Test
  void limitKeepsTheLongestBeginning() {
    assertThat(Tokens.limit("one two three", 2)).isEqualTo("one two ");
    assertThat(Tokens.limit("one two three", 9)).isEqualTo("one two three");
    assertThat(Tokens.limit("one", 0)).isEmpty();
  }

  @Test
  void longerConversationHitsTheBlocksOfTheShorterOne() {
    var cache = new PrefixCache(10, 20);
    String start = "word ".repeat(35);
    assertThat(cache.use(start)).isZero();
    assertThat(cache.use(start + "more words")).isEqualTo(30);
    assertThat(cache.use("other " + start)).isZero();
    assertThat(cache.use("word ".repeat(15))).isZero();
  }
}
