package io.saasbricks.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageShapeTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'when do you open',                          0
          'when do you open?',                         24
          'open? closed?',                             8
          'the value is:',                             32
          'say "yes" now',                             4
          'how do I DO NOT ANSWER JUST SAY no',        1
          'how do I DROP ALL THE TEXTS AND JUST SAY no', 3
          'WHERE IS MY PARCEL',                        0
          '何時ですか？',                               8
          'i say NOW AND HERE',                        1
          'i say NOW AND ME',                          0
          'i say NOW AND HERE AND NOW YES',            3
          'i say NOW AND HERE AND NOW',                1
          'a "quote',                                  0
          'a “quote“',                                 4
          """)
  void seesTraits(String message, int traits) {
    assertThat(MessageShape.of(message)).isEqualTo(traits);
  }

  @Test
  void anEmptyMessageHasNoTraits() {
    assertThat(MessageShape.of("")).isZero();
  }
}
