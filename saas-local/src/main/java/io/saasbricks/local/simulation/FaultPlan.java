package io.saasbricks.local.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides what goes wrong with each request. */
@FunctionalInterface
public interface FaultPlan {

  /**
   * The fault of one request, which must strike its operation.
   *
   * @param number the number of the request, from zero
   * @param operation such as {@code PutItem}
   */
  Optional<Fault> faultOf(int number, String operation);

  /** Nothing goes wrong. */
  static FaultPlan none() {
    return (number, operation) -> Optional.empty();
  }

  /** The given faults at the given request numbers, where they can strike. */
  static FaultPlan script(Map<Integer, Fault> faults) {
    Map<Integer, Fault> byNumber = Map.copyOf(faults);
    return (number, operation) ->
        Optional.ofNullable(byNumber.get(number)).filter(fault -> fault.strikes(operation));
  }

  /**
   * One of the given faults in {@code percent} of 100 requests, the same ones for each seed.
   *
   * @throws IllegalArgumentException if {@code percent} is not from 0 to 100
   */
  static FaultPlan seeded(long seed, int percent, Set<Fault> kinds) {
    return chosen(Choices.seeded(seed), percent, kinds);
  }

  /** As {@link #seeded}, by the given choices. */
  static FaultPlan chosen(Choices choices, int percent, Set<Fault> kinds) {
    Faults.requirePercent(percent);
    List<Fault> all = kinds.stream().sorted().toList();
    return (number, operation) -> {
      List<Fault> striking = all.stream().filter(fault -> fault.strikes(operation)).toList();
      return !striking.isEmpty() && choices.chance(percent)
          ? Optional.of(choices.pick(striking))
          : Optional.empty();
    };
  }
}
