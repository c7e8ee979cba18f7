package io.saasbricks.metering.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.identity.TenantId;
import io.saasbricks.local.simulation.Container;
import io.saasbricks.local.simulation.Simulation;
import io.saasbricks.metering.Allowance;
import io.saasbricks.metering.Quota;
import io.saasbricks.metering.QuotaPeriod;
import io.saasbricks.metering.Reservations;
import io.saasbricks.metering.Settlement;
import io.saasbricks.metering.Standing;
import io.saasbricks.metering.Thresholds;
import io.saasbricks.metering.Ticket;
import io.saasbricks.metering.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Consuming, refunding, reserving, committing and sweeping at once. */
class QuotaSimulationTest {
  private static final TenantId TENANT = new TenantId("tenant00");
  private static final Allowance TEN = Allowance.monthly("messages", 10);
  private static final Allowance TOKENS = Allowance.monthly("tokens", 100);

  /** Ids are remembered for two minutes, so clocks must not differ by as much. */
  private static final Duration SKEW = Duration.ofSeconds(20);

  private static final Duration HOLD = Duration.ofSeconds(30);

  @Test
  void whatIsGrantedNeverPassesTheLimitAndRefundsComeBackOnce() {
    Rough.play("consume, refund", Rough.QUICK, SKEW, QuotaSimulationTest::playConsuming);
  }

  @Test
  void whatIsSettledIsTakenOnceAndNeverPassesTheLimit() {
    Rough.play("reserve, commit, sweep", Rough.QUICK, SKEW, QuotaSimulationTest::playReserving);
  }

  private static void playConsuming(Simulation simulation) {
    simulation.time().advance(Duration.ofDays(10));
    Set<String> granted = new HashSet<>();
    Set<String> refunded = new HashSet<>();
    Set<String> crossings = new HashSet<>();
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      simulation.container(
          "container-" + i, container -> consume(container, granted, refunded, told));
    }
    simulation.run();
    crossings.addAll(told);
    long used = Quota.of(Rough.table(simulation), simulation.time()).standing(TENANT, TEN).used();
    long kept = granted.stream().filter(id -> !refunded.contains(id)).count();
    assertThat(used).isBetween(kept, TEN.limit());
    assertThat(crossings).hasSameSizeAs(told);
  }

  private static void consume(
      Container container, Set<String> granted, Set<String> refunded, List<String> told) {
    Quota quota =
        Quota.of(
            Rough.table(container),
            container.time(),
            Thresholds.standard(crossing -> told.add(crossing.id())));
    for (int i = 0; i < 4; i++) {
      String id = container.name() + "-" + i;
      Verdict verdict = quota.tryConsume(TENANT, TEN, id, 1);
      if (verdict instanceof Verdict.Spent) {
        assertThat(refunded).contains(id);
      }
      if (verdict instanceof Verdict.Granted grant) {
        granted.add(id);
        assertThat(verdict.standing().used()).isLessThanOrEqualTo(TEN.limit());
        if (i == 1) {
          // From here on the id is given back, whether or not this container lives to see it.
          refunded.add(id);
          quota.refund(grant.ticket());
        }
      }
    }
  }

  private static void playReserving(Simulation simulation) {
    simulation.time().advance(Duration.ofDays(10));
    Map<String, Long> settled = new HashMap<>();
    for (int i = 0; i < 5; i++) {
      int container = i;
      simulation.container("container-" + i, c -> reserve(c, 10 + 7L * container, settled));
    }
    simulation.container("clock", container -> passTime(simulation, container));
    simulation.run();
    simulation.time().advance(HOLD.multipliedBy(2));
    Standing before = Quota.of(Rough.table(simulation), simulation.time()).standing(TENANT, TOKENS);
    long used = settled.values().stream().mapToLong(Long::longValue).sum();
    assertThat(before.used()).as("settled %s", settled).isEqualTo(used);
    assertThat(before.used() + before.held()).isBetween(0L, TOKENS.limit());
    Reservations reservations = Reservations.of(Rough.table(simulation), simulation.time());
    long rest = TOKENS.limit() - used;
    if (rest > 0) {
      assertThat(reservations.tryReserve(TENANT, TOKENS, "rest", rest, HOLD).granted()).isTrue();
    }
  }

  private static void reserve(Container container, long amount, Map<String, Long> settled) {
    Reservations reservations = Reservations.of(Rough.table(container), container.time());
    for (int i = 0; i < 3; i++) {
      String id = container.name() + "-" + i;
      long used = amount - 3L * i;
      Verdict verdict = reservations.tryReserve(TENANT, TOKENS, id, amount, HOLD);
      if (verdict instanceof Verdict.Denied) {
        continue;
      }
      container.pause();
      // Also if spent: a life before this one may have settled it and not lived to say so.
      Ticket ticket = new Ticket(TENANT, TOKENS, period(container), id, amount);
      if (reservations.commit(ticket, used) instanceof Settlement.Settled) {
        settled.put(id, used);
      }
    }
  }

  private static QuotaPeriod.Span period(Container container) {
    return TOKENS.period().at(container.time().instant());
  }

  /** Holds expire meanwhile, and ids are not forgotten. */
  private static void passTime(Simulation simulation, Container container) {
    for (int i = 0; i < 3; i++) {
      for (int pause = 0; pause < 6; pause++) {
        container.pause();
      }
      simulation.time().advance(HOLD.plusSeconds(1));
    }
  }
}
