package io.saasbricks.auth;

import static io.saasbricks.auth.OneTimeCodes.Redemption.ACCEPTED;
import static io.saasbricks.auth.OneTimeCodes.Redemption.GONE;
import static io.saasbricks.auth.OneTimeCodes.Redemption.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one-time codes do, over whichever database. */
abstract class OneTimeCodesContract {
  private static final String PURPOSE = "sign-in";

  private Lab lab;
  private OneTimeCodes codes;
  private String subject;

  abstract Lab newLab();

  @BeforeEach
  void start() {
    lab = newLab();
    codes = OneTimeCodes.of(lab.table(), lab.time);
    subject = lab.tenant + "#ann@example.com";
  }

  @Test
  void aCodeIsGoodOnce() {
    String code = codes.issue(PURPOSE, subject).reveal();

    assertThat(codes.redeem(PURPOSE, subject, code)).isEqualTo(ACCEPTED);
    assertThat(codes.redeem(PURPOSE, subject, code)).isEqualTo(GONE);
  }

  @Test
  void aCodeMayBeTypedAsPeopleType() {
    String code = codes.issue(PURPOSE, subject).reveal();
    String typed = " " + code.substring(0, 4).toLowerCase(Locale.ROOT) + "-" + code.substring(4);

    assertThat(codes.redeem(PURPOSE, subject, typed.replace('0', 'o').replace('1', 'l')))
        .isEqualTo(ACCEPTED);
  }

  @Test
  void theSixthAttemptFailsEvenWithTheRightCode() {
    String code = codes.issue(PURPOSE, subject).reveal();
    for (int i = 0; i < OneTimeCodes.ATTEMPTS; i++) {
      assertThat(codes.redeem(PURPOSE, subject, "wrong")).isEqualTo(WRONG);
    }

    assertThat(codes.redeem(PURPOSE, subject, code)).isEqualTo(GONE);
  }

  @Test
  void theFifthAttemptMayStillBeRight() {
    String code = codes.issue(PURPOSE, subject).reveal();
    for (int i = 1; i < OneTimeCodes.ATTEMPTS; i++) {
      codes.redeem(PURPOSE, subject, "wrong");
    }

    assertThat(codes.redeem(PURPOSE, subject, code)).isEqualTo(ACCEPTED);
  }

  @Test
  void aCodeIsGoodForFifteenMinutesAndNotAMillisecondMore() {
    String code = codes.issue(PURPOSE, subject).reveal();
    lab.time.advance(OneTimeCodes.LIFETIME);
    assertThat(codes.redeem(PURPOSE, subject, code)).isEqualTo(GONE);

    String other = codes.issue(PURPOSE, subject).reveal();
    lab.time.advance(OneTimeCodes.LIFETIME.minus(Duration.ofMillis(1)));
    assertThat(codes.redeem(PURPOSE, subject, other)).isEqualTo(ACCEPTED);
  }

  @Test
  void aCodeIsGoodForItsPurposeAndSubjectOnly() {
    String code = codes.issue(PURPOSE, subject).reveal();
    codes.issue("confirm", subject);
    codes.issue(PURPOSE, subject + "x");

    assertThat(codes.redeem("confirm", subject, code)).isEqualTo(WRONG);
    assertThat(codes.redeem(PURPOSE, subject + "x", code)).isEqualTo(WRONG);
    assertThat(codes.redeem(PURPOSE, "nobody" + lab.tenant, code)).isEqualTo(GONE);
    assertThat(codes.redeem(PURPOSE, subject, code)).isEqualTo(ACCEPTED);
  }

  @Test
  void aNewCodeTakesThePlaceOfTheOld() {
    String old = codes.issue(PURPOSE, subject).reveal();
    String code = codes.issue(PURPOSE, subject).reveal();

    assertThat(codes.redeem(PURPOSE, subject, old)).isEqualTo(WRONG);
    assertThat(codes.redeem(PURPOSE, subject, code)).isEqualTo(ACCEPTED);
  }

  @Test
  void ofSeveralWhoRedeemACodeAtOnceOneSucceeds() {
    String code = codes.issue(PURPOSE, subject).reveal();

    List<OneTimeCodes.Redemption> outcomes =
        IntStream.range(0, OneTimeCodes.ATTEMPTS)
            .parallel()
            .mapToObj(i -> codes.redeem(PURPOSE, subject, code))
            .toList();

    assertThat(outcomes).containsOnlyOnce(ACCEPTED);
  }

  @Test
  void aCodeIsEightCharactersThatNobodyConfuses() {
    Secret code = codes.issue(PURPOSE, subject);

    assertThat(code.reveal()).matches("[0-9A-HJKMNP-TV-Z]{8}");
    assertThat(code).hasToString("***");
  }

  @Test
  void aRightCodeCostsTwoWritesAndAWrongOneOne() {
    String code = codes.issue(PURPOSE, subject).reveal();

    assertThat(lab.requestsDuring(() -> codes.redeem(PURPOSE, subject, "wrong"))).isEqualTo(1);
    assertThat(lab.requestsDuring(() -> codes.redeem(PURPOSE, subject, code))).isEqualTo(2);
  }
}
