package io.saasbricks.metering;

import io.saasbricks.core.table.Item;
import io.saasbricks.core.table.WriteOutcome;

/** Reads write outcomes. */
final class Outcomes {
  private Outcomes() {}

  /** The item as it is after the write or as it stopped the write; empty if there is none. */
  static Item item(WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Applied applied) {
      return applied.item();
    }
    return ((WriteOutcome.Refused) outcome).existing().orElse(Item.empty());
  }
}
