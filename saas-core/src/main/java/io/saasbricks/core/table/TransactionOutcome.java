package io.saasbricks.core.table;

import java.util.List;
import java.util.Optional;

/** What became of a transaction. */
public sealed interface TransactionOutcome {
  /** Every step was written. */
  record Applied() implements TransactionOutcome {}

  /**
   * At least one condition did not hold and nothing was written.
   *
   * @param steps one element per step, in the order they were added
   */
  record Refused(List<StepResult> steps) implements TransactionOutcome {
    public Refused {
      steps = List.copyOf(steps);
    }

    /** Whether the condition of the step at this position failed. */
    public boolean failed(int step) {
      return !steps.get(step).held();
    }
  }

  /**
   * One step of a refused transaction.
   *
   * @param held whether the step's condition held
   * @param existing the item that made the condition fail, if there was one
   */
  record StepResult(boolean held, Optional<Item> existing) {}

  /** Whether the transaction was written. */
  default boolean applied() {
    return this instanceof Applied;
  }
}
