package io.saasbricks.local.simulation;

import static java.util.stream.Collectors.joining;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tries every place where a fault can strike: each fault at each request, or each pair of faults at
 * each pair of requests, where the second may hit the recovery from the first. Containers run one
 * after the other, so that a run is fixed by its faults alone.
 */
public final class CrashPoints {
  private final List<Fault> kinds;
  private final Simulation.Scenario scenario;
  private final Map<String, Set<Fault>> struck = new TreeMap<>();
  private int runs;

  private CrashPoints(Set<Fault> kinds, Simulation.Scenario scenario) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("nothing is proved without a kind of fault");
    }
    this.kinds = kinds.stream().sorted().toList();
    this.scenario = scenario;
  }

  /**
   * What has been tried.
   *
   * @param runs how often the scenario was played
   * @param struck which faults struck which operations
   */
  public record Report(int runs, Map<String, Set<Fault>> struck) {

    /** Copies the map. */
    public Report {
      struck = Map.copyOf(struck);
    }
  }

  /**
   * Plays the scenario once without faults and once for each fault at each request.
   *
   * @throws AssertionError naming the faults of the first run that fails
   * @throws IllegalArgumentException if there are no kinds of faults
   */
  public static Report singles(Set<Fault> kinds, Simulation.Scenario scenario) {
    CrashPoints points = new CrashPoints(kinds, scenario);
    points.strikeAfter(-1, Map.of(), 1);
    return points.report();
  }

  /**
   * As {@link #singles}, and once for each pair of faults at each pair of requests: about half the
   * square of as many runs.
   *
   * @throws AssertionError naming the faults of the first run that fails
   * @throws IllegalArgumentException if there are no kinds of faults
   */
  public static Report pairs(Set<Fault> kinds, Simulation.Scenario scenario) {
    CrashPoints points = new CrashPoints(kinds, scenario);
    points.strikeAfter(-1, Map.of(), 2);
    return points.report();
  }

  private Report report() {
    return new Report(runs, struck);
  }

  /** Plays with the given faults, then with {@code more} further ones at later requests. */
  private void strikeAfter(int last, Map<Integer, Fault> faults, int more) {
    List<String> operations = play(faults);
    for (int number = last + 1; number < operations.size() && more > 0; number++) {
      String operation = operations.get(number);
      for (Fault kind : kinds) {
        if (kind.strikes(operation)) {
          struck.computeIfAbsent(operation, name -> EnumSet.noneOf(Fault.class)).add(kind);
          Map<Integer, Fault> extended = new HashMap<>(faults);
          extended.put(number, kind);
          strikeAfter(number, extended, more - 1);
        }
      }
    }
  }

  private List<String> play(Map<Integer, Fault> faults) {
    runs++;
    try {
      return Simulation.playScript(FaultPlan.script(faults), scenario).trace().stream()
          .map(Exchange::operation)
          .toList();
    } catch (Exception | AssertionError e) {
      String points =
          new TreeMap<>(faults)
              .entrySet().stream()
                  .map(fault -> fault.getValue() + " at request " + fault.getKey())
                  .collect(joining(" and "));
      throw new AssertionError("fails with %s: %s".formatted(points, e), e);
    }
  }
}
