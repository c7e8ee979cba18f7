package io.saasbricks.metering.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.saasbricks.core.table.SaasTable;
import io.saasbricks.local.dynamodb.StandardTable;
import io.saasbricks.local.simulation.Container;
import io.saasbricks.local.simulation.Fault;
import io.saasbricks.local.simulation.Faults;
import io.saasbricks.local.simulation.Simulation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Plays scenarios in a rough world until enough faults have struck. */
final class Rough {
  /** Everything that can go wrong with a request, without time passing. */
  static final Set<Fault> QUICK = EnumSet.complementOf(EnumSet.of(Fault.FREEZE));

  static final Set<Fault> ALL = EnumSet.allOf(Fault.class);

  private static final String TABLE = "usage";
  private static final String PROPERTY = "saasbricks.metering.faults";
  private static final int STANDARD = 10_000;
  private static final int AREAS = 6;
  private static final int MOST_RUNS = 100_000;

  private long faults;
  private long runs;

  /** A sixth of all faults: six scenarios take as many each. */
  static long share() {
    return Long.getLong(PROPERTY, STANDARD) / AREAS;
  }

  static SaasTable table(Container container) {
    return SaasTable.of(container.client(), TABLE, container.time());
  }

  /** The table as it truly is. */
  static SaasTable table(Simulation simulation) {
    return SaasTable.of(simulation.client(), TABLE, simulation.time());
  }

  /** Plays with ever new seeds until the share of faults has struck. */
  static void play(String name, Set<Fault> kinds, Duration skew, Simulation.Scenario scenario) {
    Rough rough = new Rough();
    Faults faults = Faults.of(15, kinds).atMost(14).withSkew(skew);
    Simulation.check(
        MOST_RUNS,
        faults,
        simulation -> {
          if (rough.faults < share()) {
            StandardTable.create(simulation.client(), TABLE);
            scenario.play(simulation);
            rough.count(simulation);
          }
        });
    System.out.printf("%s: %,d faults in %,d runs%n", name, rough.faults, rough.runs);
    assertThat(rough.faults).as("faults that struck").isGreaterThanOrEqualTo(share());
  }

  private void count(Simulation simulation) {
    runs++;
    faults += simulation.trace().stream().filter(exchange -> exchange.fault().isPresent()).count();
  }
}
