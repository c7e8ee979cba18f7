package io.saasbricks.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saasbricks.core.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reservations promise. */
abstract class ReservationContract {
  private static final Allowance TOKENS = Allowance.monthly("tokens", 1_000);
  private static final Duration HOLD = Duration.ofMinutes(2);
  private static final Duration LONGER = HOLD.plusSeconds(1);
  private static final Instant RESET = Instant.parse("2026-12-01T00:00:00Z");

  private final TestTable test;
  private final TenantId tenant;
  private final Quota quota;
  private final Reservations reservations;

  ReservationContract(TestTable test) {
    this.test = test;
    this.tenant = test.tenant();
    this.quota = Quota.of(test.table(), test.time());
    this.reservations = Reservations.of(test.table(), test.time());
  }

  @Test
  void whatIsReservedCountsUntilItIsCommitted() {
    Ticket ticket = reserved("a", 600);
    assertThat(standing()).isEqualTo(new Standing(1_000, 0, 600, RESET));
    assertThat(reserve("b", 500).granted()).isFalse();
    assertThat(quota.tryConsume(tenant, TOKENS, "c", 500).granted()).isFalse();
    assertThat(reservations.commit(ticket, 150))
        .isEqualTo(new Settlement.Settled(new Standing(1_000, 150, 0, RESET)));
    assertThat(reserve("b", 500).granted()).isTrue();
  }

  @Test
  void aReleaseFreesEverything() {
    reservations.release(reserved("a", 600));
    assertThat(standing()).isEqualTo(new Standing(1_000, 0, 0, RESET));
  }

  @Test
  void repeatingAStepChangesNothing() {
    Ticket ticket = reserved("a", 600);
    assertThat(reserve("a", 600).granted()).isTrue();
    assertThat(standing().held()).isEqualTo(600);
    Settlement first = reservations.commit(ticket, 150);
    assertThat(reservations.commit(ticket, 150)).isEqualTo(first);
    assertThat(standing()).isEqualTo(new Standing(1_000, 150, 0, RESET));
  }

  @Test
  void aSettledRequestIdIsSpent() {
    reservations.commit(reserved("a", 600), 1);
    assertThat(reserve("a", 600)).isEqualTo(new Verdict.Spent(new Standing(1_000, 1, 0, RESET)));
    assertThat(standing().held()).isZero();
  }

  @Test
  void theIdOfAnExpiredReservationIsSpentThoughThereIsRoom() {
    Ticket ticket = reserved("a", 600);
    test.time().advance(LONGER);
    reservations.release(reserved("b", 900));
    assertThat(reserve("a", 600)).isInstanceOf(Verdict.Spent.class);
    assertThat(reservations.commit(ticket, 500)).isInstanceOf(Settlement.Settled.class);
    assertThat(standing()).isEqualTo(new Standing(1_000, 500, 0, RESET));
  }

  @Test
  void anExpiredReservationIsSweptByWhoNeedsItsRoom() {
    reserved("a", 600);
    reserved("b", 400);
    test.time().advance(LONGER);
    assertThat(standing().held()).isEqualTo(1_000);
    assertThat(quota.tryConsume(tenant, TOKENS, "c", 700).granted()).isTrue();
    assertThat(standing()).isEqualTo(new Standing(1_000, 700, 0, RESET));
  }

  @Test
  void manyExpiredReservationsAreSweptInSteps() {
    for (int i = 0; i < 50; i++) {
      reserved("r" + i, 20);
    }
    test.time().advance(LONGER);
    assertThat(reserve("all", 1_000).granted()).isTrue();
    assertThat(standing()).isEqualTo(new Standing(1_000, 0, 1_000, RESET));
  }

  @Test
  void anExpiredReservationStillCommitsWhileThereIsRoom() {
    Ticket ticket = reserved("a", 600);
    test.time().advance(LONGER);
    Ticket other = reserved("b", 900);
    reservations.commit(other, 100);
    assertThat(reservations.commit(ticket, 500))
        .isEqualTo(new Settlement.Settled(new Standing(1_000, 600, 0, RESET)));
  }

  @Test
  void anExpiredReservationWhosePlaceIsTakenIsLostForGood() {
    Ticket ticket = reserved("a", 600);
    test.time().advance(LONGER);
    Ticket other = reserved("b", 900);
    assertThat(reservations.commit(ticket, 500))
        .isEqualTo(new Settlement.Lost(new Standing(1_000, 0, 900, RESET)));
    reservations.release(other);
    assertThat(reservations.commit(ticket, 500))
        .isEqualTo(new Settlement.Lost(new Standing(1_000, 0, 0, RESET)));
    assertThat(reserve("a", 600)).isInstanceOf(Verdict.Spent.class);
  }

  @Test
  void anExpiredReservationThatNobodySweptCommitsAsIfInTime() {
    Ticket ticket = reserved("a", 600);
    test.time().advance(Duration.ofHours(5));
    assertThat(reservations.commit(ticket, 500))
        .isEqualTo(new Settlement.Settled(new Standing(1_000, 500, 0, RESET)));
  }

  @Test
  void sweptReservationsAreForgottenAfterAnHour() {
    Ticket ticket = reserved("a", 600);
    test.time().advance(LONGER);
    reserved("b", 900);
    test.time().advance(Duration.ofMinutes(61));
    Ticket last = reserved("c", 900);
    reservations.release(last);
    assertThat(reservations.commit(ticket, 1)).isInstanceOf(Settlement.Lost.class);
  }

  @Test
  void aReservationIsCommittedInThePeriodItWasMadeIn() {
    test.time().set(RESET.minusSeconds(1));
    Ticket ticket = reserved("a", 600);
    test.time().set(RESET.plusSeconds(1));
    reservations.commit(ticket, 600);
    assertThat(standing().used()).isZero();
  }

  @Test
  void reserveAndCommitCostTwoWriteUnits() {
    List<Ticket> tickets = new ArrayList<>();
    assertThat(test.cost(() -> tickets.add(reserved("a", 600))).total())
        .satisfies(usage -> assertThat(usage.writeUnits()).isEqualTo(1));
    assertThat(test.cost(() -> reservations.commit(tickets.get(0), 5)).total())
        .satisfies(
            usage -> {
              assertThat(usage.requests()).isEqualTo(1);
              assertThat(usage.writeUnits()).isEqualTo(1);
            });
  }

  @Test
  void reservationsCrossThresholds() {
    List<Integer> percents = new ArrayList<>();
    Reservations telling =
        Reservations.of(
            test.table(),
            test.time(),
            Thresholds.standard(crossing -> percents.add(crossing.percent())));
    telling.tryReserve(tenant, TOKENS, "a", 1_000, HOLD);
    assertThat(percents).containsExactly(80, 100);
  }

  @Test
  void argumentsOutOfRangeAreRefused() {
    Ticket ticket = reserved("a", 600);
    for (long used : new long[] {-1, 601, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> reservations.commit(ticket, used))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Long.toString(used));
    }
    assertThatThrownBy(() -> reserve("b", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> reservations.tryReserve(tenant, TOKENS, "b", 1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(standing().held()).isEqualTo(600);
  }

  private Standing standing() {
    return quota.standing(tenant, TOKENS);
  }

  private Verdict reserve(String requestId, long amount) {
    return reservations.tryReserve(tenant, TOKENS, requestId, amount, HOLD);
  }

  private Ticket reserved(String requestId, long amount) {
    return ((Verdict.Granted) reserve(requestId, amount)).ticket();
  }
}
