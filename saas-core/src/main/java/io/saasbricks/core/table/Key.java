package io.saasbricks.core.table;

import java.util.Objects;

/** The primary key of an item. */
public record Key(PartitionKey partition, SortKey sort) {
  public Key {
    Objects.requireNonNull(partition, "partition");
    Objects.requireNonNull(sort, "sort");
  }

  /** The key of an item that is alone in its partition. */
  public static Key single(PartitionKey partition) {
    return new Key(partition, SortKey.of("-"));
  }
}
