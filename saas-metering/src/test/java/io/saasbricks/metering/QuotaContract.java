package io.saasbricks.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What quotas promise. */
abstract class QuotaContract {
  static final Allowance TEN = Allowance.monthly("messages", 10);
  private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

  final TestTable test;
  final TenantId tenant;
  final List<Thresholds.Crossing> crossings = new ArrayList<>();
  final Quota quota;

  QuotaContract(TestTable test) {
    this.test = test;
    this.tenant = test.tenant();
    this.quota = Quota.of(test.table(), test.time(), Thresholds.standard(crossings::add));
  }

  @Test
  void grantsUpToTheLimitAndNotMore() {
    for (int i = 1; i <= 10; i++) {
      assertThat(consume("r" + i, 1).standing()).isEqualTo(new Standing(10, i, 0, DECEMBER));
    }
    assertThat(consume("r11", 1)).isEqualTo(new Verdict.Denied(new Standing(10, 10, 0, DECEMBER)));
  }

  @Test
  void denialTakesNothing() {
    consume("a", 8);
    assertThat(consume("b", 3).granted()).isFalse();
    assertThat(consume("c", 2).granted()).isTrue();
  }

  @Test
  void anAmountAboveAnUntouchedLimitIsDenied() {
    assertThat(consume("a", 11)).isEqualTo(new Verdict.Denied(new Standing(10, 0, 0, DECEMBER)));
  }

  @Test
  void aLimitOfZeroGrantsNothing() {
    Verdict verdict = quota.tryConsume(tenant, Allowance.monthly("none", 0), "a", 1);
    assertThat(verdict.granted()).isFalse();
    assertThat(crossings).isEmpty();
  }

  @Test
  void aRepeatedRequestTakesNothingAgain() {
    Verdict first = consume("a", 4);
    test.time().advance(Quota.MEMORY);
    assertThat(consume("a", 4)).isEqualTo(first);
    assertThat(quota.standing(tenant, TEN).used()).isEqualTo(4);
  }

  @Test
  void aRepeatedRequestIsGrantedThoughNothingIsLeft() {
    consume("a", 10);
    assertThat(consume("a", 10).granted()).isTrue();
  }

  @Test
  void idsAreForgottenSoThatTheItemStaysSmall() {
    for (int minute = 0; minute < 60; minute++) {
      for (int i = 0; i < 5; i++) {
        quota.tryConsume(tenant, Allowance.monthly("calls", 1_000), minute + "-" + i, 1);
      }
      test.time().advance(Duration.ofMinutes(1));
    }
    double units =
        test.writeUnits(
            () -> quota.tryConsume(tenant, Allowance.monthly("calls", 1_000), "last", 1));
    assertThat(units).isEqualTo(1);
  }

  @Test
  void aRefundGivesBackOnce() {
    Ticket ticket = granted(consume("a", 6));
    quota.refund(ticket);
    quota.refund(ticket);
    assertThat(quota.standing(tenant, TEN)).isEqualTo(new Standing(10, 0, 0, DECEMBER));
  }

  @Test
  void aRefundGoesToThePeriodItCameFrom() {
    test.time().set(DECEMBER.minusSeconds(1));
    Ticket ticket = granted(consume("a", 6));
    test.time().set(DECEMBER);
    consume("b", 2);
    quota.refund(ticket);
    assertThat(quota.standing(tenant, TEN).used()).isEqualTo(2);
    test.time().set(DECEMBER.minusSeconds(1));
    assertThat(quota.standing(tenant, TEN).used()).isZero();
  }

  @Test
  void aRefundedRequestIdIsSpent() {
    quota.refund(granted(consume("a", 6)));
    assertThat(consume("a", 6)).isEqualTo(new Verdict.Spent(new Standing(10, 0, 0, DECEMBER)));
    assertThat(consume("b", 6).granted()).isTrue();
    assertThat(quota.standing(tenant, TEN).used()).isEqualTo(6);
  }

  @Test
  void aRequestIdPartlyRefundedIsSpentAndKeepsTheRest() {
    quota.refund(granted(consume("a", 6)), 2);
    assertThat(consume("a", 6)).isInstanceOf(Verdict.Spent.class);
    assertThat(quota.standing(tenant, TEN).used()).isEqualTo(4);
  }

  /** It was taken again and then refused, so that nobody held what was taken. */
  @Test
  void aRefundIsRememberedThoughTheIdItselfIsForgotten() {
    Ticket ticket = granted(consume("a", 6));
    test.time().advance(Duration.ofMinutes(5));
    quota.refund(ticket);
    for (int i = 0; i < 2; i++) {
      test.time().advance(Duration.ofSeconds(59));
      consume("other-" + i, 1);
    }
    assertThat(consume("a", 6)).isInstanceOf(Verdict.Spent.class);
    assertThat(quota.standing(tenant, TEN).used()).isEqualTo(2);
  }

  @Test
  void aSpentIdIsSpentThoughNothingIsLeft() {
    quota.refund(granted(consume("a", 6)));
    consume("b", 10);
    assertThat(consume("a", 6)).isInstanceOf(Verdict.Spent.class);
  }

  @Test
  void aRefundNeverExceedsTheTicket() {
    Ticket ticket = granted(consume("a", 6));
    assertThatThrownBy(() -> quota.refund(ticket, 7)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> quota.refund(ticket, 0)).isInstanceOf(IllegalArgumentException.class);
    quota.refund(ticket, 2);
    assertThat(quota.standing(tenant, TEN).used()).isEqualTo(4);
  }

  @Test
  void aNewPeriodStartsFromZero() {
    consume("a", 10);
    test.time().set(DECEMBER);
    assertThat(consume("b", 10).standing())
        .isEqualTo(new Standing(10, 10, 0, Instant.parse("2027-01-01T00:00:00Z")));
  }

  @Test
  void aRaisedLimitCountsAtOnceAndKeepsWhatIsUsed() {
    consume("a", 10);
    Allowance raised = Allowance.monthly("messages", 100);
    assertThat(quota.tryConsume(tenant, raised, "b", 90).granted()).isTrue();
    assertThat(quota.tryConsume(tenant, raised, "c", 1).granted()).isFalse();
  }

  @Test
  void aLoweredLimitDeniesUntilUsageIsBelowIt() {
    Ticket ticket = granted(consume("a", 8));
    Allowance lowered = Allowance.monthly("messages", 5);
    Verdict denied = quota.tryConsume(tenant, lowered, "b", 1);
    assertThat(denied.granted()).isFalse();
    assertThat(denied.standing().remaining()).isZero();
    quota.refund(ticket);
    assertThat(quota.tryConsume(tenant, lowered, "c", 5).granted()).isTrue();
  }

  @Test
  void whatIsHeldIsGivenBackWheneverItIsDeleted() {
    Allowance storage = Allowance.standing("storage_bytes", 1_000);
    quota.tryConsume(tenant, storage, "file-1", 900);
    test.time().advance(Duration.ofDays(400));
    assertThat(quota.tryConsume(tenant, storage, "file-2", 200).granted()).isFalse();
    quota.giveBack(tenant, storage, "delete file-1", 900);
    quota.giveBack(tenant, storage, "delete file-1", 900);
    assertThat(quota.tryConsume(tenant, storage, "file-3", 200).granted()).isTrue();
    quota.giveBack(tenant, storage, "too much", 201);
    assertThat(quota.standing(tenant, storage).used()).isEqualTo(200);
  }

  @Test
  void thresholdsAreToldOnce() {
    for (int i = 1; i <= 12; i++) {
      consume("r" + i, 1);
    }
    assertThat(crossings).extracting(Thresholds.Crossing::percent).containsExactly(80, 100);
    assertThat(crossings.get(0).standing().used()).isEqualTo(8);
    assertThat(crossings.get(0).id()).isEqualTo(tenant + "#messages#2026-11-01T00:00:00Z#80");
  }

  @Test
  void aThresholdCrossedAgainAfterARefundIsNotToldAgain() {
    quota.refund(granted(consume("a", 9)));
    consume("b", 9);
    assertThat(crossings).extracting(Thresholds.Crossing::percent).containsExactly(80);
  }

  @Test
  void aThresholdWhoseListenerFailedIsToldAgainLater() {
    List<String> told = new ArrayList<>();
    Quota failing =
        Quota.of(
            test.table(),
            test.time(),
            Thresholds.standard(
                crossing -> {
                  told.add(crossing.id());
                  throw new IllegalStateException("mail server is down");
                }));
    assertThatThrownBy(() -> failing.tryConsume(tenant, TEN, "a", 8))
        .isInstanceOf(IllegalStateException.class);
    consume("b", 1);
    assertThat(crossings).isEmpty();
    test.time().advance(Duration.ofMinutes(1).plusSeconds(1));
    consume("c", 1);
    assertThat(crossings).extracting(Thresholds.Crossing::percent).containsExactly(80, 100);
    assertThat(told).containsExactly(crossings.get(0).id());
  }

  @Test
  void costsOneWriteUnitAndOneReadUnit() {
    assertThat(test.cost(() -> consume("a", 1)).total())
        .satisfies(
            usage -> {
              assertThat(usage.requests()).isEqualTo(1);
              assertThat(usage.writeUnits()).isEqualTo(1);
            });
    assertThat(test.readUnits(() -> quota.standing(tenant, TEN))).isEqualTo(1);
  }

  @Test
  void amountsOutOfRangeAreRefused() {
    for (long amount : List.of(-1L, 0L, Metric.MOST + 1, Long.MIN_VALUE)) {
      assertThatThrownBy(() -> consume("a", amount))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Long.toString(amount));
    }
    assertThat(quota.standing(tenant, TEN).used()).isZero();
  }

  Verdict consume(String requestId, long amount) {
    return quota.tryConsume(tenant, TEN, requestId, amount);
  }

  static Ticket granted(Verdict verdict) {
    return ((Verdict.Granted) verdict).ticket();
  }
}
