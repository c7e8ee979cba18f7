package io.saasbricks.core.table;

import java.util.Optional;

/** What became of a conditional write. */
public sealed interface WriteOutcome {
  /**
   * The write happened.
   *
   * @param item after an update the item as it is now, after a put the item put, after a delete the
   *     item that was there
   */
  record Applied(Item item) implements WriteOutcome {}

  /**
   * The condition did not hold and nothing was written.
   *
   * @param existing the item that was there, read atomically with the refusal; empty if none was
   */
  record Refused(Optional<Item> existing) implements WriteOutcome {}

  /** Whether the write happened. */
  default boolean applied() {
    return this instanceof Applied;
  }
}
