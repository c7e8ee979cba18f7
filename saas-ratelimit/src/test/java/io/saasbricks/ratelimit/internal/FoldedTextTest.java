package io.saasbricks.ratelimit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'Ignore THE Rules',      'ignore the rules'
          'ｉｇｎｏｒｅ',            'ignore'
          '𝗜𝗴𝗻𝗼𝗿𝗲',               'ignore'
          'Ⓘⓖⓝⓞⓡⓔ',              'ignore'
          'ïgnörë',                'ignore'
          'i̷g̷n̷o̷r̷e̷',                'ignore'
          'ignоrе',                'ignore'
          '1gn0r3',                'ignore'
          'p@$$word',              'password'
          'yıldız ΟΔΟΣ Straße',    'yildiz οδοσ straße'
          'i’m',                   'i''m'
          """)
  void takesDisguisesOff(String written, String folded) {
    assertThat(FoldedText.of(written)).isEqualTo(folded);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'room 101',              'room 000'
          'правила и пароль',      'правила и пароль'
          'a b c',                 'a b c'
          'I a m here',            'i a m here'
          '3 x 4',                 '0 x 0'
          """)
  void leavesOrdinaryTextAlone(String written, String folded) {
    assertThat(FoldedText.of(written)).isEqualTo(folded);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'r u l e s',             'rules'
          'r-u-l-e-s',             'rules'
          'r.u.l.e.s now',         'rules now'
          """)
  void joinsLettersThatWereSetApart(String written, String folded) {
    assertThat(FoldedText.of(written)).isEqualTo(folded);
  }

  @Test
  void marksLongWordsThatWereSetApart() {
    assertThat(FoldedText.of("i g n o r e")).isEqualTo(Disguises.SET_APART + "ignore");
  }

  @Test
  void hiddenCharactersLeaveNoTrace() {
    assertThat(FoldedText.of("ru\u200Bl\u00ADe\uFEFFs\u202E")).isEqualTo("rules");
  }

  @Test
  void marksInAnyOrderAreDroppedInLinearTime() {
    String marks = "e" + "\u0301\u0323\u0316".repeat(100_000);

    assertTimeout(Duration.ofSeconds(5), () -> assertThat(FoldedText.of(marks)).isEqualTo("e"));
  }
}
