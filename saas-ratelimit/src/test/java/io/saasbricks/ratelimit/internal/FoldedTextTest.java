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
          'AZaz',                  'azaz'
          'ÄZ żź',                 'az zz'
          'a0123456789',           'aoi0eas0t00'
          'е2',                    'е0'
          'a2',                    'a0'
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
          '@[`{/:|~',              '@[`{/:|~'
          '09/:',                  '00/:'
          'a,b,c,d',               'a,b,c,d'
          'a.b-c.d',               'a.b-c.d'
          'a b c de',              'a b c de'
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
          'so r u l e',            'so rule'
          'r_u*l_e*s',             'r_u*l_e*s'
          'r/u/l/e',               'rule'
          'r*u*l*e',               'rule'
          'r_u_l_e',               'rule'
          """)
  void joinsLettersThatWereSetApart(String written, String folded) {
    assertThat(FoldedText.of(written)).isEqualTo(folded);
  }

  @Test
  void everySpaceAndControlButTheEndOfALineIsASpace() {
    assertThat(FoldedText.of("a\t\u0000\r\u001Fb\u2003\u00A0c\nd")).isEqualTo("a    b  c\nd");
  }

  @Test
  void marksLongWordsThatWereSetApart() {
    assertThat(FoldedText.of("i g n o r")).isEqualTo("ignor");
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
