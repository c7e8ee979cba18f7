package io.saasbricks.local.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream of decisions that a seed fixes. Every decision is a number from zero, and zero is always
 * the dullest outcome (no fault, the first element, the smallest value), so that a failing run is
 * made simpler by turning its decisions into zeros, whatever they decided.
 *
 * <p>Not safe for concurrent use.
 */
public final class Choices {
  private final Source source;
  private final List<Integer> made = new ArrayList<>();

  private Choices(Source source) {
    this.source = source;
  }

  /** Decisions drawn from a seed. */
  public static Choices seeded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Choices((index, bound) -> random.nextInt(bound));
  }

  /** The decisions of an earlier run again; zeros once they are used up. */
  static Choices replaying(List<Integer> earlier) {
    return new Choices(
        (index, bound) -> index < earlier.size() ? Math.min(earlier.get(index), bound - 1) : 0);
  }

  /**
   * A number from zero to {@code bound - 1}.
   *
   * @throws IllegalArgumentException if {@code bound} is not positive
   */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be positive: " + bound);
    }
    int choice = source.choose(made.size(), bound);
    made.add(choice);
    return choice;
  }

  /**
   * True in {@code percent} of 100 cases.
   *
   * @throws IllegalArgumentException if {@code percent} is not from 0 to 100
   */
  public boolean chance(int percent) {
    Faults.requirePercent(percent);
    // The top of the range means yes, so that zero means no.
    return below(100) >= 100 - percent;
  }

  /**
   * One of the elements, the first being the dullest.
   *
   * @throws IllegalArgumentException if there is none
   */
  public <T> T pick(List<T> elements) {
    return elements.get(below(elements.size()));
  }

  /** The decisions made so far. */
  List<Integer> made() {
    return List.copyOf(made);
  }

  private interface Source {
    int choose(int index, int bound);
  }
}
