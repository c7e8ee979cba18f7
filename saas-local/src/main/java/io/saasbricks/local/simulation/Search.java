package io.saasbricks.local.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Looks for a run that fails, and for the simplest decisions under which it still does. */
final class Search {
  static final String REPLAY = "saasbricks.replay";

  private static final String DECISION = "\\d{1,6}\\.\\d{1,10}";
  private static final int MOST_SHRINKING_RUNS = 500;

  private final Trial trial;
  private int shrinkingRuns;

  private Search(Trial trial) {
    this.trial = trial;
  }

  /** Something that is right or throws. */
  interface Trial {
    void run(Choices choices) throws Exception;
  }

  /** Tries seeds from 1 to {@code runs}, or the one decision list named by the system property. */
  static Optional<Failure> firstFailure(int runs, Trial trial) {
    if (runs < 1) {
      throw new IllegalArgumentException("nothing is proved by " + runs + " runs");
    }
    Search search = new Search(trial);
    String replay = System.getProperty(REPLAY, "");
    return replay.isEmpty()
        ? search.ofSeeds(runs, Choices::seeded)
        : search.failure(0, Choices.replaying(decode(replay)));
  }

  /** The first seed that fails, as it is. */
  static OptionalLong firstFailingSeed(int runs, Trial trial) {
    Search search = new Search(trial);
    return LongStream.rangeClosed(1, runs)
        .filter(seed -> search.failure(seed, Choices.seeded(seed)).isPresent())
        .findFirst();
  }

  private Optional<Failure> ofSeeds(int runs, LongFunction<Choices> choices) {
    for (long seed = 1; seed <= runs; seed++) {
      Optional<Failure> failure = failure(seed, choices.apply(seed));
      if (failure.isPresent()) {
        return Optional.of(shrink(failure.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<Failure> failure(long seed, Choices choices) {
    try {
      trial.run(choices);
      return Optional.empty();
    } catch (Exception | AssertionError | SimulatedCrash cause) {
      return Optional.of(new Failure(seed, choices.made(), cause));
    }
  }

  /** Zeroes ever smaller stretches of the decisions, leaves some out, and lowers what is left. */
  private Failure shrink(Failure failure) {
    Failure simplest = failure;
    for (int size = failure.decisions().size(); size > 0; size /= 2) {
      for (int from = 0; from < simplest.decisions().size(); from += size) {
        simplest = simpler(simplest, zeroed(simplest.decisions(), from, size));
      }
    }
    for (int i = 0; i < simplest.decisions().size(); i++) {
      simplest = lower(shorten(simplest, i), i);
    }
    return simplest;
  }

  /** Takes a decision for a length and tries it with one less and one of the later ones missing. */
  private Failure shorten(Failure failure, int length) {
    Failure simplest = failure;
    for (int i = failure.decisions().size() - 1; i > length; i--) {
      if (i < simplest.decisions().size() && simplest.decisions().get(length) > 0) {
        List<Integer> shorter = new ArrayList<>(simplest.decisions());
        shorter.set(length, shorter.get(length) - 1);
        shorter.remove(i);
        simplest = simpler(simplest, shorter);
      }
    }
    return simplest;
  }

  /** Looks for the lowest value of a decision that fails, halving the distance each time. */
  private Failure lower(Failure failure, int index) {
    Failure simplest = failure;
    int passes = -1;
    while (index < simplest.decisions().size() && simplest.decisions().get(index) - passes > 1) {
      List<Integer> lowered = new ArrayList<>(simplest.decisions());
      lowered.set(index, passes + (lowered.get(index) - passes) / 2);
      Failure simpler = simpler(simplest, lowered);
      if (simpler.equals(simplest)) {
        passes = lowered.get(index);
      } else {
        simplest = simpler;
      }
    }
    return simplest;
  }

  private Failure simpler(Failure failure, List<Integer> decisions) {
    if (decisions.equals(failure.decisions()) || ++shrinkingRuns > MOST_SHRINKING_RUNS) {
      return failure;
    }
    return failure(failure.seed(), Choices.replaying(decisions))
        .filter(other -> other.cause().getClass() == failure.cause().getClass())
        .orElse(failure);
  }

  private static List<Integer> zeroed(List<Integer> decisions, int from, int size) {
    List<Integer> zeroed = new ArrayList<>(decisions);
    zeroed.subList(from, Math.min(from + size, zeroed.size())).replaceAll(decision -> 0);
    return zeroed;
  }

  /**
   * A run that went wrong.
   *
   * @param seed the first seed that failed
   * @param decisions the simplest ones found that fail in the same way
   * @param cause what was thrown under these decisions
   */
  record Failure(long seed, List<Integer> decisions, Throwable cause) {

    /** An error that names the seed and the one line that runs this again. */
    AssertionError error() {
      return new AssertionError(
          "seed %d fails: %s%nreplay the simplest case with -D%s=%s"
              .formatted(seed, cause, REPLAY, encode(decisions)),
          cause);
    }
  }

  /** Index and value of each decision that is not zero, such as {@code 3.1,17.2}; at least "-". */
  static String encode(List<Integer> decisions) {
    TreeMap<Integer, Integer> interesting = new TreeMap<>();
    for (int i = 0; i < decisions.size(); i++) {
      if (decisions.get(i) != 0) {
        interesting.put(i, decisions.get(i));
      }
    }
    String encoded =
        interesting.entrySet().stream()
            .map(entry -> entry.getKey() + "." + entry.getValue())
            .collect(Collectors.joining(","));
    return encoded.isEmpty() ? "-" : encoded;
  }

  /**
   * The decisions that were {@linkplain #encode encoded}.
   *
   * @throws IllegalArgumentException if it is not of that form: a line that was copied only in part
   *     would replay something else, and pass
   */
  static List<Integer> decode(String encoded) {
    if (!encoded.matches("-|" + DECISION + "(," + DECISION + ")*")) {
      throw new IllegalArgumentException(REPLAY + " is like 3.1,17.2, not " + encoded);
    }
    List<Integer> decisions = new ArrayList<>();
    for (String part : encoded.split(",", -1)) {
      int dot = part.indexOf('.');
      if (dot > 0) {
        int index = Integer.parseInt(part.substring(0, dot));
        while (decisions.size() <= index) {
          decisions.add(0);
        }
        decisions.set(index, Integer.parseInt(part.substring(dot + 1)));
      }
    }
    return decisions;
  }
}
