package io.saasbricks.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CrashPointsTest {
  private static final Set<Fault> CRASHES = EnumSet.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER);

  @Test
  void everyFaultIsTriedAtEveryRequest() {
    CrashPoints.Report report = CrashPoints.singles(CRASHES, metering());
    // Four deliveries of one request each, with two faults, and the run without any.
    assertThat(report.runs()).isEqualTo(1 + 4 * 2);
    assertThat(report.struck()).containsOnlyKeys("TransactWriteItems");
    assertThat(report.struck().get("TransactWriteItems")).isEqualTo(CRASHES);
  }

  @Test
  void aSearchWithoutFaultsIsRefused() {
    assertThatThrownBy(() -> CrashPoints.singles(Set.of(), simulation -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing is proved without a kind of fault");
  }

  @Test
  void pairsStrikeTheRecoveryToo() {
    Set<Fault> kinds = EnumSet.of(Fault.CRASH_AFTER, Fault.LOST_ANSWER, Fault.TRANSACTION_CONFLICT);
    CrashPoints.Report report = CrashPoints.pairs(kinds, metering());
    assertThat(report.runs()).isGreaterThan(50);
    assertThat(report.struck()).isEqualTo(Map.of("TransactWriteItems", kinds));
  }

  private static Simulation.Scenario metering() {
    return MeteringProtocols.counts(MeteringProtocols::receiptAndTotalTogether);
  }

  @Test
  void theFaultsOfAFailureAreNamed() {
    assertThatThrownBy(
            () ->
                CrashPoints.singles(
                    EnumSet.of(Fault.CRASH_AFTER),
                    MeteringProtocols.countsOfOneDelivery(MeteringProtocols::plainAdd)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("fails with CRASH_AFTER at request 0")
        .hasMessageContaining("expected: 8");
  }

  @Test
  void someFailuresNeedTwoFaults() {
    Set<Fault> lost = EnumSet.of(Fault.CRASH_BEFORE);
    Simulation.Scenario twice =
        simulation -> {
          Store.created(simulation);
          simulation.container(
              "a",
              container -> {
                new Store(container.client()).add("counter", 1);
                assertThat(container.life()).isLessThan(3);
              });
          simulation.run();
        };
    assertThat(CrashPoints.singles(lost, twice).runs()).isEqualTo(2);
    assertThatThrownBy(() -> CrashPoints.pairs(lost, twice))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("CRASH_BEFORE at request 0 and CRASH_BEFORE at request 1");
  }
}
