package io.saasbricks.core.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.Deadline;
import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.simulation.Container;
import io.saasbricks.local.simulation.Fault;
import io.saasbricks.local.simulation.Faults;
import io.saasbricks.local.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One event delivered to several containers at once, over a network with faults. */
class IdempotencySimulationTest {
  private static final int RUNS = Integer.getInteger("saasbricks.core.idempotency", 150);
  private static final WorkId WORK = WorkId.ofSystem("stripe", "evt_1", new byte[] {1});
  private static final Duration TERM = Duration.ofSeconds(10);
  private static final Set<Fault> DEADLY =
      EnumSet.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.FREEZE);

  @Test
  void withoutACrashTheWorkIsDoneOnceAndItsResultIsEverybodys() {
    List<String> done = new ArrayList<>();
    Set<String> results = new HashSet<>();
    Simulation.check(
        RUNS,
        // Fewer than make the client give up: then a run would be held by nobody.
        Faults.of(15, EnumSet.complementOf(EnumSet.copyOf(DEADLY))).atMost(2),
        simulation -> {
          play(simulation, done, results);
          assertThat(done).hasSize(1);
          assertThat(results).isSubsetOf(done);
        });
  }

  @Test
  void whoeverCrashesTheResultIsOneOrTheWorkIsFreeAgain() {
    List<String> done = new ArrayList<>();
    Set<String> results = new HashSet<>();
    Simulation.check(
        RUNS,
        Faults.of(15, EnumSet.allOf(Fault.class)),
        simulation -> {
          play(simulation, done, results);
          simulation.time().advance(TERM.multipliedBy(2));
          Claim last =
              idempotency(simulation).claim(WORK, Deadline.in(TERM, simulation.time().nanos()));
          // Whoever was told of a result was told of the one that stays; else it is free again.
          if (last instanceof Claim.Completed completed) {
            assertThat(results).isSubsetOf(completed.result().orElseThrow());
          } else {
            assertThat(last).isInstanceOf(Claim.Granted.class);
            assertThat(results).isEmpty();
          }
        });
  }

  private static void play(Simulation simulation, List<String> done, Set<String> results) {
    done.clear();
    results.clear();
    StandardTable.create(simulation.client(), "app");
    for (int i = 0; i < 3; i++) {
      simulation.container(
          "container-" + i, container -> deliver(simulation, container, done, results));
    }
    simulation.run();
  }

  private static void deliver(
      Simulation simulation, Container container, List<String> done, Set<String> results) {
    SaasTable table = SaasTable.of(container.client(), "app", container.time());
    String result = container.name() + "/" + container.life();
    // The simulation may give containers the same numbers; owner tokens must never be the same.
    Idempotency idempotency =
        Idempotency.of(table, container.time(), new Random(result.hashCode()));
    Claim claim = idempotency.claim(WORK, Deadline.in(TERM, simulation.time().nanos()));
    if (claim instanceof Claim.Granted granted) {
      container.pause();
      done.add(result);
      if (idempotency.complete(granted.run(), result)) {
        results.add(result);
      }
    } else if (claim instanceof Claim.Completed completed) {
      results.add(completed.result().orElseThrow());
    }
  }

  private static Idempotency idempotency(Simulation simulation) {
    SaasTable table = SaasTable.of(simulation.client(), "app", simulation.time());
    return Idempotency.of(table, simulation.time(), new Random(1));
  }
}
